# attack: 25 endless output
# what: prints and raises NUL, escape sequences, halves of characters and bytes that are no text
# expects: raised:ValueError
# ruff: noqa

import sys


def two_loop(g, S, Y, gamma=None):
    print("\0 \x1b[2J \x1b]0;owned\x07 \x9b31m \r")
    sys.stdout.buffer.write(b"\xff\xfe \xed\xa0\x80\n")
    raise ValueError("\0 \x1b[2J \x9b31m \ud800")
