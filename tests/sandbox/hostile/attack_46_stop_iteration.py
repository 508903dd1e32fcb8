# attack: 46 unlucky
# what: raises an exception group of everything
# expects: raised:BaseExceptionGroup
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    raise BaseExceptionGroup("all", [SystemExit(0), GeneratorExit(), StopIteration()])
