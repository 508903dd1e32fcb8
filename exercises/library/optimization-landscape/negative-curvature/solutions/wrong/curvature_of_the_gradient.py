# caught by: value
# sentence: Only the curvature along the gradient was looked at. At a saddle the gradient has next
#   to nothing to do with the direction that leads away; all of the subspace has to be searched.
def negative_curvature(Hv, n, k, g, seed):
    if g.norm() == 0:
        return None
    v = -g / g.norm()
    curvature = float(v @ Hv(v))
    return (v, curvature) if curvature < 0 else None
