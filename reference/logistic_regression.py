"""Loss and gradient of logistic regression."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def logistic_loss_grad(w: Array, X: Array, y: Array) -> tuple[float, Array]:
    r"""Return the mean logistic loss and its gradient.

    With the signs :math:`s_i = 2 y_i - 1` and the margins :math:`m_i = s_i\, x_i^T w`

    .. math:: f(w) = \frac1n \sum_i \log(1 + e^{-m_i}),
        \qquad \nabla f(w) = -\frac1n \sum_i \frac{s_i}{1 + e^{m_i}}\, x_i

    Parameters
    ----------
    w : ndarray, shape (p,), floating
        Weights.
    X : ndarray, shape (n, p)
        Observations, one a row.
    y : ndarray, shape (n,)
        Labels, each 0 or 1.

    Returns
    -------
    f : float
    g : ndarray, shape (p,), dtype of the inputs

    Raises
    ------
    ValueError
        When a label is neither 0 nor 1.

    Notes
    -----
    Nothing overflows, and nothing is subtracted from 1: both keep their digits at any margin.

    References
    ----------
    Boyd & Vandenberghe, Convex Optimization, section 7.1.1.

    Examples
    --------
    >>> import numpy as np
    >>> f, g = logistic_loss_grad(np.zeros(1), np.array([[2.0], [4.0]]), np.array([1.0, 0.0]))
    >>> round(f, 12), g
    (0.69314718056, array([0.5]))

    """
    if not np.isin(y, (0, 1)).all():
        raise ValueError("a label is neither 0 nor 1")
    signs = 2 * y - 1
    margins = signs * (X @ w)
    softplus = np.logaddexp(0, -margins)
    # 1 / (1 + exp(m)) = exp(-m - log(1 + exp(-m))), of which the exponent is never positive.
    weights = -signs * np.exp(-margins - softplus)
    return float(np.mean(softplus)), weights @ X / len(y)
