"""The quadratic that entries, a section and items of gradient descent share."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.floating]

CURVATURES = np.array([1.0, 4.0])
START = np.array([4.0, 1.0])


def value(x: Points) -> float:
    return float(x @ (CURVATURES * x)) / 2


def slope(x: Points) -> Points:
    return np.asarray(CURVATURES * x)
