# caught by: value
# sentence: You took the gradient at t = ½ only. A hill on either side of the middle stays unseen;
#   the mean goes over all points of `ts`.


def curve_grad(grad_f, a, c, b, ts):
    if len(ts) == 0:
        raise ValueError("no points")
    return 0.5 * grad_f(0.25 * a + 0.5 * c + 0.25 * b)
