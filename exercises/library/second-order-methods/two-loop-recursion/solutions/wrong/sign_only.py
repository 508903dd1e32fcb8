# caught by: relative_curvature
# sentence: A pair whose curvature is nothing but rounding, sᵀy about 1e-12 of ‖s‖‖y‖, entered the
#   product. A positive sign is not enough: sᵀy must be large relative to ‖s‖‖y‖.
def two_loop(g, S, Y, gamma=None):
    kept = [i for i in range(len(S)) if S[i] @ Y[i] > 0]
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
