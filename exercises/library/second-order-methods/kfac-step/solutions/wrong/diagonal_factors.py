# caught by: value
# sentence: Off-diagonal statistics were ignored.


def kfac_step(G, A, B, lam):
    return G / (B.diagonal() + lam)[:, None] / (A.diagonal() + lam)
