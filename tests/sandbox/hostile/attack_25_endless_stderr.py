# attack: 25 endless output
# what: writes zeros to standard error for ever, at import
# expects: output limit
# ruff: noqa

import os

while True:
    os.write(2, bytes(65536))
