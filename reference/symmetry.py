"""The symmetries of a network with one hidden layer: permutation, rescaling, and its tangent."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

State = dict[str, NDArray[np.floating]]


def permute_hidden(sd: State, perm: NDArray[np.integer]) -> State:
    r"""Return the network with its hidden units in another order; it computes the same function.

    Parameters
    ----------
    sd : dict of ndarray
        `W1` (h, d), `b1` (h,), `W2` (o, h), `b2` (o,) of :math:`W_2 \phi(W_1 x + b_1) + b_2`.
    perm : ndarray, shape (h,), integer
        New unit i is old unit `perm[i]`.

    Returns
    -------
    dict of ndarray
        New arrays.

    Raises
    ------
    ValueError
        When `perm` is no permutation of 0, ..., h - 1.

    References
    ----------
    Hecht-Nielsen, On the Algebraic Structure of Feedforward Network Weight Spaces (1990).

    Examples
    --------
    >>> import numpy as np
    >>> sd = {"W1": np.array([[1.0], [2.0]]), "b1": np.array([3.0, 4.0]),
    ...       "W2": np.array([[5.0, 6.0]]), "b2": np.array([7.0])}
    >>> permute_hidden(sd, np.array([1, 0]))["W2"]
    array([[6., 5.]])

    """
    if not np.array_equal(np.sort(perm), np.arange(len(sd["b1"]))):
        raise ValueError("this is no permutation of the hidden units")
    return {
        "W1": sd["W1"][perm],
        "b1": sd["b1"][perm],
        "W2": sd["W2"][:, perm],
        "b2": sd["b2"].copy(),
    }


def rescale(sd: State, alpha: ArrayLike, activation: str) -> State:
    r"""Return the network with unit i's incoming weights multiplied, its outgoing ones divided.

    ReLU is positively homogeneous, :math:`\phi(\alpha z) = \alpha \phi(z)` for
    :math:`\alpha > 0`, so that the function stays.

    Parameters
    ----------
    sd : dict of ndarray
        As for `permute_hidden`.
    alpha : array_like, shape (h,), floating
        One positive factor for each hidden unit.
    activation : str
        Name of the activation.

    Returns
    -------
    dict of ndarray
        New arrays.

    Raises
    ------
    ValueError
        When the activation is not "relu", or a factor is not positive.

    References
    ----------
    Neyshabur, Salakhutdinov & Srebro, Path-SGD (2015), section 2.

    Examples
    --------
    >>> import numpy as np
    >>> sd = {"W1": np.array([[1.0]]), "b1": np.array([3.0]),
    ...       "W2": np.array([[5.0]]), "b2": np.array([7.0])}
    >>> [float(array.ravel()[0]) for array in rescale(sd, np.array([2.0]), "relu").values()]
    [2.0, 6.0, 2.5, 7.0]

    """
    factors = np.asarray(alpha, dtype=np.float64)
    if activation != "relu":
        raise ValueError(f"{activation} is not positively homogeneous")
    if not (factors > 0).all():
        raise ValueError("the factors must be positive")
    return {
        "W1": factors[:, None] * sd["W1"],
        "b1": factors * sd["b1"],
        "W2": sd["W2"] / factors,
        "b2": sd["b2"].copy(),
    }


def symmetry_null_vector(sd: State) -> State:
    r"""Return the velocity of a rescaling of all hidden units at :math:`\alpha = 1`.

    With ReLU units the loss is constant along the orbit, so where it is smooth this vector is
    orthogonal to its gradient, and at a critical point in the null space of its Hessian.

    Parameters
    ----------
    sd : dict of ndarray
        As for `permute_hidden`.

    Returns
    -------
    dict of ndarray
        :math:`(W_1, b_1, -W_2, 0)`, in new arrays.

    References
    ----------
    Kunin et al., Neural Mechanics: Symmetry and Broken Conservation Laws in Deep Learning Dynamics
    (2021), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> sd = {"W1": np.array([[1.0]]), "b1": np.array([3.0]),
    ...       "W2": np.array([[5.0]]), "b2": np.array([7.0])}
    >>> [float(array.ravel()[0]) for array in symmetry_null_vector(sd).values()]
    [1.0, 3.0, -5.0, 0.0]

    """
    return {
        "W1": sd["W1"].copy(),
        "b1": sd["b1"].copy(),
        "W2": -sd["W2"],
        "b2": np.zeros_like(sd["b2"]),
    }
