# attack: 46 unlucky
# what: is asynchronous
# expects: raised:UnsupportedValue
# ruff: noqa


async def two_loop(g, S, Y, gamma=None):
    return -g
