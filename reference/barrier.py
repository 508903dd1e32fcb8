"""How far the loss rises along a path above the higher of its two ends."""

import numpy as np
from numpy.typing import ArrayLike


def barrier(losses: ArrayLike) -> float:
    r"""Return the barrier of a path from the losses along it.

    .. math:: \max_k L_k - \max(L_1, L_K)

    It is zero or more, since the ends belong to the path. The other definition in use subtracts
    the straight line between the two end losses at each point; the two agree where the ends do.

    Parameters
    ----------
    losses : array_like, shape (K,), floating
        Losses along the path, in order, both ends included.

    Returns
    -------
    float
        NaN where a loss is NaN.

    Raises
    ------
    ValueError
        When there are fewer than two losses.

    References
    ----------
    Draxler et al., Essentially No Barriers in Neural Network Energy Landscape (2018); for the other
    definition Entezari et al., The Role of Permutation Invariance in Linear Mode Connectivity of
    Neural Networks (2022).

    Examples
    --------
    >>> barrier([1.0, 4.0, 2.0])
    2.0

    """
    values = np.asarray(losses, dtype=np.float64)
    if values.size < 2:
        raise ValueError("a path has two ends")
    # NumPy's maximum keeps NaN, where Python's max would depend on the order.
    return float(np.max(values) - np.maximum(values[0], values[-1]))
