# attack: 37 hard-codes the public case
# what: knows the public case by heart
# expects: returned
# exercise: newton-decrement
# verdict: failed
# ruff: noqa


def newton_decrement(g, H):
    return {2: 1.0, 1: 2.0}.get(len(g), 0.0)
