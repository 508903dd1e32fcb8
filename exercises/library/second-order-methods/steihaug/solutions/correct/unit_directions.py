# Keeps directions of length one and the projected products, and tracks the model along each line.
import math

import numpy as np


def steihaug(g, Bv, delta, tol):
    if not (delta > 0):
        raise ValueError("the radius must be positive")
    p, gradient = np.zeros(len(g)), np.array(g)
    old, products = None, 0
    while math.sqrt(gradient @ gradient) > tol:
        if products > len(g):
            return p, "budget"
        u = -gradient
        if old is not None:
            direction, image, curved = old
            u = u + (gradient @ image) / curved * direction
        u = u / math.sqrt(u @ u)
        image = Bv(u)
        products += 1
        curved, slope = float(u @ image), float(gradient @ u)
        forward = float(p @ u)
        reach = math.sqrt(
            max(forward**2 + (delta - np.linalg.norm(p)) * (delta + np.linalg.norm(p)), 0)
        )
        ahead, behind = reach - forward, -reach - forward
        if curved <= 0:
            low = min((ahead, behind), key=lambda t: slope * t + curved * t * t / 2)
            return p + low * u, "neg_curv"
        t = -slope / curved
        if t >= ahead:
            return p + ahead * u, "boundary"
        p = p + t * u
        gradient = gradient + t * image
        old = u, image, curved
    return p, "interior"
