# caught by: scale
# sentence: Multiplying G by 1e4 changed the result. The polynomial is made for singular values
#   between 0 and 1; dividing by the Frobenius norm first brings them there.


def newton_schulz5(G, steps=5, eps=1e-7):
    tall = G.shape[0] > G.shape[1]
    X = G.T if tall else G
    for _ in range(steps):
        gram = X @ X.T
        X = 3.4445 * X + (-4.7750 * gram + 2.0315 * gram @ gram) @ X
    return X.T.contiguous() if tall else X
