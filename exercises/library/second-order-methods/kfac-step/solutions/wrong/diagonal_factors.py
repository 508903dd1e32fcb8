# caught by: value
# sentence: Only the diagonals of A and B entered your step. The off-diagonal statistics are part of
#   the factors.


def kfac_step(G, A, B, lam):
    return G / (B.diagonal() + lam)[:, None] / (A.diagonal() + lam)
