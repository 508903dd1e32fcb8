# attack: 38 returns zeros, NaN, its input, an uninitialised array
# what: returns its input
# expects: returned
# exercise: kfac-step
# flavour: torch
# verdict: failed
# ruff: noqa


def kfac_step(G, A, B, lam):
    return G.clone()
