# attack: 46 raises
# what: raises a SyntaxError that names an impossible line of its file
# expects: raised:SyntaxError
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    raise SyntaxError("a\0\ud800", ("solution.py", 10**30, object(), "\ud800"))
