# Searches along the unit vector: slope over curvature, then back to the units of g.
import numpy as np


def exact_step(g, Hv):
    slope = np.linalg.norm(g)
    if slope == 0:
        return 0.0
    u = g / slope
    bend = np.dot(u, Hv(u))
    if bend <= 0:
        return np.inf
    return float((slope / bend) / slope)
