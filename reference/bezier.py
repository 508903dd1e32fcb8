"""A curve between two networks with one bend, and the loss along it."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.state_dict import State, state_mix


def bezier(a: State, c: State, b: State, t: float) -> State:
    r"""Return the point :math:`(1 - t)^2 a + 2 t (1 - t) c + t^2 b` of the quadratic Bezier curve.

    Parameters
    ----------
    a, c, b : dict of ndarray
        First end, control point, second end; the same names and shapes.
    t : float
        Between 0 and 1; 0 gives `a` and 1 gives `b`, bit for bit.

    Returns
    -------
    dict of ndarray, dtypes of `a`
        New arrays. Arrays that are not floating are those of `a`.

    Raises
    ------
    ValueError
        When names or shapes differ.

    References
    ----------
    Garipov et al., Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs (2018), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> a, c, b = ({"w": np.array([v])} for v in (0.0, 4.0, 2.0))
    >>> bezier(a, c, b, 0.5)
    {'w': array([2.5])}

    """
    t = float(t)
    return state_mix([a, c, b], [(1 - t) ** 2, 2 * t * (1 - t), t**2])


def path_loss(
    loss: Callable[[State], float],
    a: State,
    c: State,
    b: State,
    ts: Sequence[float] | NDArray[Any],
) -> NDArray[np.float64]:
    """Return the losses at the points `ts` of the curve.

    Parameters
    ----------
    loss : callable
        Takes a dict like `a` and returns a number; called once for each point.
    a, c, b : dict of ndarray
        As for `bezier`.
    ts : sequence of float, length K
        Where on the curve.

    Returns
    -------
    ndarray, shape (K,), float64

    References
    ----------
    Garipov et al., Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs (2018), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> a, c, b = ({"w": np.array([v])} for v in (0.0, 4.0, 2.0))
    >>> path_loss(lambda sd: float(sd["w"][0] ** 2), a, c, b, [0.0, 0.5, 1.0])
    array([0.  , 6.25, 4.  ])

    """
    return np.array([loss(bezier(a, c, b, t)) for t in ts], dtype=np.float64)
