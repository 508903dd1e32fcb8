# caught by: value
# sentence: There is negative curvature, and it was not found, as if only the curvature along
#   the gradient had been looked at. That direction says next to nothing of the way out
#   of a saddle: all of the subspace has to be searched.
def negative_curvature(Hv, n, k, g, seed):
    if g.norm() == 0:
        return None
    v = -g / g.norm()
    curvature = float(v @ Hv(v))
    return (v, curvature) if curvature < 0 else None
