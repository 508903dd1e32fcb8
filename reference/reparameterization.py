"""A change of scale that moves the weights but not the function, and a sharpness blind to it."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
State = dict[str, Array]


def alpha_scale(sd: State, a: float) -> State:
    r"""Return a ReLU network of three layers with its first layer scaled by a, its last by 1/a.

    What the second layer receives is a times as large, so that its bias grows, too:
    :math:`(a W_1, a b_1, W_2, a b_2, W_3 / a, b_3)` computes the same function.

    Parameters
    ----------
    sd : dict of ndarray
        `W1` (h, d), `b1` (h,), `W2` (k, h), `b2` (k,), `W3` (o, k), `b3` (o,).
    a : float
        Positive.

    Returns
    -------
    dict of ndarray
        New arrays.

    Raises
    ------
    ValueError
        When a is not positive.

    References
    ----------
    Dinh et al., Sharp Minima Can Generalize for Deep Nets (2017), sections 3 and 4.

    Examples
    --------
    >>> import numpy as np
    >>> sd = {name: np.ones((1, 1) if name[0] == "W" else 1) for name in
    ...       ("W1", "b1", "W2", "b2", "W3", "b3")}
    >>> [float(array.ravel()[0]) for array in alpha_scale(sd, 4.0).values()]
    [4.0, 4.0, 1.0, 4.0, 0.25, 1.0]

    """
    if not a > 0:
        raise ValueError("a must be positive")
    factors = {"W1": a, "b1": a, "b2": a, "W3": 1 / a}
    return {name: factors.get(name, 1.0) * array for name, array in sd.items()}


def normalised_sharpness(w: Array, H: Array) -> float:
    r"""Return the largest eigenvalue of :math:`|W| H |W|` with :math:`|W| = \mathrm{diag}(|w|)`.

    A change of scale of the weights, :math:`w \to D w`, changes the Hessian to
    :math:`D^{-1} H D^{-1}`, and the product stays as it was.

    Parameters
    ----------
    w : ndarray, shape (p,), floating
        The weights.
    H : ndarray, shape (p, p)
        Symmetric: the Hessian of the loss there.

    Returns
    -------
    float

    References
    ----------
    Kwon et al., ASAM: Adaptive Sharpness-Aware Minimization for Scale-Invariant Learning of Deep
    Neural Networks (2021), section 3.

    Examples
    --------
    >>> import numpy as np
    >>> normalised_sharpness(np.array([-2.0, 1.0]), np.diag([3.0, 5.0]))
    12.0

    """
    sizes = np.abs(w)
    return float(np.linalg.eigvalsh(sizes[:, None] * H * sizes)[-1])
