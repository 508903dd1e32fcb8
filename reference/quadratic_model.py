"""The quadratic model of a step, and how well it foretold the decrease."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def model_reduction(g: Array, Bv: Callable[[Array], Array], p: Array) -> float:
    r"""Return the decrease that the quadratic model promises for a step.

    .. math:: m(0) - m(p) = -g^T p - \tfrac12 p^T B p

    Parameters
    ----------
    g : ndarray, shape (n,), floating
        Gradient.
    Bv : callable
        Takes a vector of shape (n,) to its product with the symmetric matrix B; called once.
    p : ndarray, shape (n,)
        Step.

    Returns
    -------
    float
        Positive where the model expects the step to decrease the function; 0.0 for the zero step.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (4.2) and the denominator of (4.4).

    Examples
    --------
    >>> import numpy as np
    >>> model_reduction(np.array([2.0, 0.0]), lambda v: 4 * v, np.array([-0.5, 0.0]))
    0.5

    """
    return float(0.0 - g @ p - 0.5 * (p @ Bv(p)))


def ratio(f0: float, f1: float, pred: float) -> float:
    r"""Return the ratio of actual to predicted reduction, :math:`(f_0 - f_1) / \mathrm{pred}`.

    It is 1 where the model is exact. A model that promises no decrease, and a function value that
    is not a number, give :math:`-\infty`, so that every test `ratio > threshold` refuses the step.

    Parameters
    ----------
    f0, f1 : float
        Function values before and after the step.
    pred : float
        Predicted reduction.

    Returns
    -------
    float
        Never NaN.

    References
    ----------
    Nocedal & Wright, Numerical Optimization, 2nd ed., equation (4.4).

    Examples
    --------
    >>> ratio(3.0, 1.0, 4.0)
    0.5
    >>> ratio(3.0, 1.0, 0.0), ratio(3.0, float("nan"), 1.0)
    (-inf, -inf)

    """
    actual = float(f0) - float(f1)
    if not pred > 0 or math.isnan(actual):
        return -math.inf
    quotient = actual / float(pred)
    return -math.inf if math.isnan(quotient) else quotient
