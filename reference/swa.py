"""Stochastic weight averaging: a running mean of weights, and batch statistics that fit it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.state_dict import State, state_mix

Array = NDArray[np.floating]


def swa_update(avg: State, n: int, new: State) -> State:
    r"""Return the mean of n + 1 networks from that of the first n.

    .. math:: \bar w_{n+1} = \bar w_n + \frac{w - \bar w_n}{n + 1}

    Parameters
    ----------
    avg : dict of ndarray
        Mean of the first n; ignored where n is 0.
    n : int
        How many networks it is the mean of.
    new : dict of ndarray
        The next network; the names and shapes of `avg`.

    Returns
    -------
    dict of ndarray, dtypes of `new`
        New arrays. Arrays that are not floating, such as counters, are those of `new`.

    Raises
    ------
    ValueError
        When n is negative.

    References
    ----------
    Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization (2018),
    Algorithm 1.

    Examples
    --------
    >>> import numpy as np
    >>> swa_update({"w": np.array([1.0])}, 1, {"w": np.array([3.0])})
    {'w': array([2.])}

    """
    if n < 0:
        raise ValueError("n counts the networks averaged so far")
    if n == 0:
        return {name: array.copy() for name, array in new.items()}
    return state_mix([new, avg], [1 / (n + 1), n / (n + 1)])


def update_bn(batches: Sequence[Array]) -> tuple[Array, Array]:
    """Return running mean and variance of a batch normalisation, made anew from batches.

    What torch does for momentum=None after a reset: each batch counts the same, whatever its size,
    and its variance is the unbiased one.

    Parameters
    ----------
    batches : sequence of ndarray, shapes (m_k, d), floating
        What enters the layer under the averaged weights; two rows or more in each.

    Returns
    -------
    mean, var : ndarray, shape (d,), dtype of the batches

    Raises
    ------
    ValueError
        When there is no batch, or one has fewer than two rows: it has no variance.

    References
    ----------
    Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization (2018),
    section 3; torch.optim.swa_utils.update_bn and torch.nn.BatchNorm1d.

    Examples
    --------
    >>> import numpy as np
    >>> update_bn([np.array([[0.0], [2.0]]), np.array([[5.0], [5.0]])])
    (array([3.]), array([1.]))

    """
    if not batches:
        raise ValueError("there is no batch")
    if any(len(batch) < 2 for batch in batches):
        raise ValueError("a batch of one row has no variance")
    means: Any = [batch.mean(axis=0) for batch in batches]
    variances: Any = [batch.var(axis=0, ddof=1) for batch in batches]
    return np.mean(means, axis=0), np.mean(variances, axis=0)
