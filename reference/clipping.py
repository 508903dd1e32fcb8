"""Clipping of gradients by their global norm."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def clip_by_global_norm(
    grads: Sequence[Array | None], c: float
) -> tuple[list[Array | None], float]:
    r"""Return the gradients scaled to a global norm of at most `c`, and their norm before.

    The arrays are taken for one long vector. With its norm :math:`\nu` each array is multiplied by
    the same :math:`\min(1, c / \nu)`, so that the direction stays.

    Parameters
    ----------
    grads : sequence of ndarray or None
        Gradients of any shapes, floating; None stands for a parameter without gradient.
    c : float
        Largest norm, positive.

    Returns
    -------
    clipped : list of ndarray or None
        New arrays with shapes and dtypes of `grads`; None where there was None.
    norm : float
        Norm before clipping, 0.0 where there is no entry.

    Raises
    ------
    ValueError
        When `c` is not positive, or an entry is NaN or infinite.

    Notes
    -----
    Each array is divided by the largest entry before it is squared, so that the squares neither
    overflow nor vanish. torch divides by the norm plus 1e-6, here nothing is added.

    References
    ----------
    Pascanu, Mikolov & Bengio, On the Difficulty of Training Recurrent Neural Networks (2013),
    Algorithm 1.

    Examples
    --------
    >>> import numpy as np
    >>> clip_by_global_norm([np.array([3.0]), None, np.array([[4.0]])], 1.0)
    ([array([0.6]), None, array([[0.8]])], 5.0)

    """
    if not c > 0:
        raise ValueError(f"c must be positive, not {c}")
    norm = _global_norm([grad for grad in grads if grad is not None])
    factor = float(c) / norm if norm > c else 1.0
    # A Python float keeps the dtype of an array, where a NumPy scalar would widen it.
    return [None if grad is None else grad * factor for grad in grads], norm


def _global_norm(grads: list[Array]) -> float:
    wide = [np.asarray(grad, dtype=np.float64).ravel() for grad in grads]
    largest = max((float(np.max(np.abs(grad))) for grad in wide if grad.size), default=0.0)
    if not all(np.isfinite(grad).all() for grad in wide):
        raise ValueError("a gradient has an entry that is NaN or infinite")
    if largest == 0:
        return 0.0
    return largest * float(np.sqrt(sum(np.sum((grad / largest) ** 2) for grad in wide)))
