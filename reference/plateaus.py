"""The plateaus of a loss trace: long flat stretches that the loss leaves again."""

import numpy as np
from numpy.typing import ArrayLike


def plateaus(trace: ArrayLike, reltol: float, minlen: int) -> list[tuple[int, int]]:
    r"""Return the plateaus of a trace as half-open intervals of indices.

    A step from t to t + 1 is flat where

    .. math:: |L_{t+1} - L_t| \le \mathrm{reltol} \cdot (\max L - \min L).

    A plateau is a longest run of flat steps, with `minlen` entries or more, that does not reach the
    end of the trace: of a stretch that lasts to the end nobody can say that it will be left.

    Parameters
    ----------
    trace : array_like, shape (T,), floating
        The losses, one a step.
    reltol : float
        Largest flat step, as a share of the range of the trace.
    minlen : int
        Fewest entries of a plateau, two or more.

    Returns
    -------
    list of tuple of int
        (a, b) for the entries a, a + 1, ..., b - 1; in order, without overlaps.

    Raises
    ------
    ValueError
        When `minlen` is below two, or the trace holds NaN or infinity: its range means nothing.

    Notes
    -----
    The rule is our own; it is invariant to adding a constant to the trace and to multiplying it.

    Examples
    --------
    >>> plateaus([8.0, 4.0, 4.0, 4.0, 0.0, 0.0], 0.01, 3)
    [(1, 4)]

    """
    values = np.asarray(trace, dtype=np.float64)
    if minlen < 2:
        raise ValueError("a plateau has two entries at least")
    if not np.isfinite(values).all():
        raise ValueError("the trace is not finite")
    if values.size < 2:
        return []
    steep = np.abs(np.diff(values)) > reltol * np.ptp(values)
    # A run ends at the entry before a steep step; what follows the last of these is open.
    ends = np.flatnonzero(steep) + 1
    starts = np.concatenate(([0], ends))
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=False) if b - a >= minlen]
