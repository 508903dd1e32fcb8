# caught by: losses
# sentence: You evaluated the loss at a, c and b and mixed the three. The weights are mixed, and
#   the loss is evaluated at the mixture.


def bezier(a, c, b, t):
    return {
        name: (1 - t) ** 2 * w + 2 * t * (1 - t) * c[name] + t**2 * b[name]
        if w.dtype.kind == "f"
        else w.copy()
        for name, w in a.items()
    }


def path_loss(loss, a, c, b, ts):
    first, bend, last = loss(a), loss(c), loss(b)
    return (1 - ts) ** 2 * first + 2 * ts * (1 - ts) * bend + ts**2 * last
