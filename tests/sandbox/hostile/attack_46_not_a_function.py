# attack: 46 unlucky
# what: defines a number in place of the function
# expects: raised:TypeError
# ruff: noqa

two_loop = 3
