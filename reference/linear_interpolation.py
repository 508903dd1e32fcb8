"""The loss along the straight line between two sets of weights."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.state_dict import State, state_mix


def interpolate_losses(
    loss: Callable[[State], float],
    sd_a: State,
    sd_b: State,
    alphas: Sequence[float] | NDArray[Any],
) -> NDArray[np.float64]:
    r"""Return the losses at :math:`(1 - \alpha) a + \alpha b`.

    Floating arrays are interpolated, running statistics among them; arrays of other kinds, such as
    counters, are those of a. An alpha outside [0, 1] extrapolates.

    Parameters
    ----------
    loss : callable
        Takes a dict like `sd_a` and returns a number; called once for each alpha.
    sd_a, sd_b : dict of ndarray
        The two networks; the same names and shapes.
    alphas : sequence of float, length K
        Where on the line.

    Returns
    -------
    ndarray, shape (K,), float64

    Raises
    ------
    ValueError
        When names or shapes of the two differ.

    References
    ----------
    Goodfellow, Vinyals & Saxe, Qualitatively Characterizing Neural Network Optimization Problems
    (2015).

    Examples
    --------
    >>> import numpy as np
    >>> a, b = {"w": np.array([1.0])}, {"w": np.array([-1.0])}
    >>> interpolate_losses(lambda sd: float(sd["w"][0] ** 2), a, b, [0.0, 0.5, 1.0])
    array([1., 0., 1.])

    """
    # Also where there is no alpha, two networks that do not fit are refused.
    state_mix([sd_a, sd_b], [1.0, 0.0])
    losses = [loss(state_mix([sd_a, sd_b], [1 - float(t), float(t)])) for t in alphas]
    return np.array(losses, dtype=np.float64)
