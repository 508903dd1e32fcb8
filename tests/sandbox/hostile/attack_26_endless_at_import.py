# attack: 26 endless loop, in C, holding the GIL
# what: loops for ever at import
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

while True:
    pass
