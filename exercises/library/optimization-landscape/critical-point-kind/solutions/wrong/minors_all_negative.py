# caught by: value
# sentence: You asked all leading minors of a maximum to be negative. They alternate: the first is
#   negative, the second positive, as each is a product of that many negative numbers.
import numpy as np


def classify(g, H, tol):
    size = np.linalg.norm(H, 2)
    if np.linalg.norm(g) > tol * size:
        return "not_critical"
    scaled = H / (size or 1.0)
    minors = [np.linalg.det(scaled[:k, :k]) for k in range(1, len(H) + 1)]
    if abs(minors[-1]) <= tol:
        return "degenerate"
    if all(minor > 0 for minor in minors):
        return "min"
    return "max" if all(minor < 0 for minor in minors) else "saddle"
