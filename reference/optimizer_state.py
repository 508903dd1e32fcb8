"""How much memory the state of a second-order method takes."""

from collections.abc import Sequence
from math import prod

METHODS = ("adamw", "muon", "shampoo", "soap", "lbfgs", "kfac", "newton")


def second_order_state(
    shapes: Sequence[tuple[int, ...]],
    method: str,
    m: int = 10,
    bytes: int = 4,  # noqa: A002 (as the result names it)
    max_dim: int = 10_000,
) -> dict[str, int]:
    r"""Return the buffers that a method keeps between steps, counted in elements and in bytes.

    With N parameters in all, a matrix of shape (o, i) and a tensor of shape :math:`(d_1, d_2, …)`:

    - adamw: two moments, :math:`2N`;
    - muon: one momentum for each matrix; other parameters are left to AdamW;
    - shampoo: momentum, and for each dimension of a tensor a statistic :math:`d_k^2` and its root;
    - soap: two moments, and for each dimension of a tensor a statistic :math:`d_k^2` and a basis;
    - lbfgs: m pairs of steps and changes of the gradient, :math:`2mN`;
    - kfac: for each matrix the factors :math:`o^2 + i^2` and their inverses, where i counts the
      homogeneous coordinate if there is one; biases are that coordinate and keep nothing;
    - newton: the Hessian, :math:`N^2`.

    In shampoo and soap, parameters of one dimension and dimensions beyond `max_dim` have neither
    statistic nor root or basis. Convolutions count in muon and kfac as (o, product of the rest).

    Parameters
    ----------
    shapes : sequence of tuples of int
        Shapes of the parameters.
    method : str
        One of "adamw", "muon", "shampoo", "soap", "lbfgs", "kfac", "newton".
    m : int
        History of L-BFGS.
    bytes : int
        Size of an element.
    max_dim : int
        Largest dimension that shampoo and soap precondition.

    Returns
    -------
    dict of str to int
        Elements of each kind of buffer, then their sum as "elements" and its size as "bytes"; exact
        at any size.

    Raises
    ------
    ValueError
        When the method is unknown.

    References
    ----------
    Each method's own: see `reference.muon`, `reference.shampoo`, `reference.soap`,
    `reference.lbfgs`, `reference.kfac` and `reference.newton`.

    Examples
    --------
    >>> second_order_state([(30, 20)], "soap")
    {'moments': 1200, 'statistics': 1300, 'bases': 1300, 'elements': 3800, 'bytes': 15200}
    >>> second_order_state([(10**6, 10**6)], "newton", bytes=8)["bytes"]
    8000000000000000000000000

    """
    # A NumPy integer would overflow without a word.
    sizes = [tuple(int(d) for d in shape) for shape in shapes]
    total = sum(prod(shape) for shape in sizes)
    sides = sum(d * d for shape in sizes if len(shape) > 1 for d in shape if d <= max_dim)
    matrices = [(shape[0], prod(shape[1:])) for shape in sizes if len(shape) > 1]
    in_matrices = sum(o * i for o, i in matrices)
    factors = sum(o * o + i * i for o, i in matrices)
    buffers = {
        "adamw": {"moments": 2 * total},
        "muon": {"momentum": in_matrices, "moments": 2 * (total - in_matrices)},
        "shampoo": {"momentum": total, "statistics": sides, "roots": sides},
        "soap": {"moments": 2 * total, "statistics": sides, "bases": sides},
        "lbfgs": {"pairs": 2 * int(m) * total},
        "kfac": {"factors": factors, "inverses": factors},
        "newton": {"hessian": total * total},
    }
    if method not in buffers:
        raise ValueError(f"unknown method {method!r}; one of {', '.join(METHODS)}")
    elements = sum(buffers[method].values())
    return {**buffers[method], "elements": elements, "bytes": elements * int(bytes)}


def second_order_numerals(
    shapes: Sequence[tuple[int, ...]],
    method: str,
    m: int = 10,
    itemsize: int = 4,
    max_dim: int = 10_000,
) -> dict[str, str]:
    """Return the counts of `second_order_state` as decimal numerals; `itemsize` is its `bytes`.

    What passes between processes as a number may have 64 bits at most, or be rounded.

    Examples
    --------
    >>> second_order_numerals([(30, 20)], "adamw")
    {'moments': '1200', 'elements': '1200', 'bytes': '4800'}

    """
    counted = second_order_state(shapes, method, m, itemsize, max_dim)
    return {name: str(count) for name, count in counted.items()}
