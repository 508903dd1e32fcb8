"""The gradient that bends a curve between two minima away from high loss."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def curve_grad(
    grad_f: Callable[[Array], Array],
    a: Array,
    c: Array,
    b: Array,
    ts: Sequence[float] | NDArray[Any],
) -> Array:
    r"""Return the gradient of the mean loss along a Bezier curve with respect to its control point.

    With :math:`\varphi(t) = (1 - t)^2 a + 2 t (1 - t) c + t^2 b` it is

    .. math:: \frac{1}{K} \sum_k 2 t_k (1 - t_k)\, \nabla f(\varphi(t_k)).

    The ends are fixed: they are trained networks.

    Parameters
    ----------
    grad_f : callable
        Takes an array of shape (n,), returns the gradient there; called once for each of `ts`.
    a, c, b : ndarray, shape (n,), float64
        First end, control point, second end.
    ts : sequence of float, length K
        Points of the curve, as drawn for this step.

    Returns
    -------
    ndarray, shape (n,), float64

    Raises
    ------
    ValueError
        When `ts` is empty: a mean of nothing.

    References
    ----------
    Garipov et al., Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs (2018), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> zero, c = np.zeros(1), np.array([4.0])
    >>> curve_grad(lambda x: 2 * x, zero, c, zero, [0.5])
    array([2.])

    """
    if len(ts) == 0:
        raise ValueError("there is no point to take the mean over")
    total = np.zeros_like(c)
    for t in map(float, ts):
        weight = 2 * t * (1 - t)
        total = total + weight * grad_f((1 - t) ** 2 * a + weight * c + t**2 * b)
    mean: Array = total / len(ts)
    return mean
