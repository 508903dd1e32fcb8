# caught by: curvature
# sentence: A pair that fails the curvature test entered the product. With such a pair the operator
#   need not be positive definite.
def two_loop(g, S, Y, gamma=None):
    kept = list(range(len(S)))
    if gamma is None:
        gamma = S[kept[-1]] @ Y[kept[-1]] / (Y[kept[-1]] @ Y[kept[-1]]) if kept else 1.0
    q, alpha = g.copy(), {}
    for i in reversed(kept):
        alpha[i] = (S[i] @ q) / (S[i] @ Y[i])
        q -= alpha[i] * Y[i]
    r = gamma * q
    for i in kept:
        r += (alpha[i] - (Y[i] @ r) / (S[i] @ Y[i])) * S[i]
    return -r
