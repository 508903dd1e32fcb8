"""Code that minds the layout of its inputs is found; code that does not passes."""

import numpy as np
import pytest
import torch

from exercises.checking import (
    CheckFailed,
    SolutionRaised,
    expect_layouts,
    tolerance_for,
)

TOLERANCE = tolerance_for("float64", "recursion", size=4)
A, X = np.arange(12.0).reshape(3, 4), np.ones(4)


def layouts(solution, *args, **more):
    return expect_layouts(solution, *args, tolerance=TOLERANCE, what="the product", **more)


def test_a_product_minds_no_layout(local):
    value = layouts(local(lambda a, x: a @ x), A, X, constant=(1,))
    np.testing.assert_array_equal(value, A @ X)
    layouts(local(lambda a, x: a @ x), torch.tensor(A), x=torch.tensor(X), constant=("x",))


def test_every_layout_is_tried_on_every_argument(local):
    seen = set()

    def record(a, x):
        seen.add(("a", a.strides, a.flags.f_contiguous))
        seen.add(("x", x.strides))
        return a @ x

    layouts(local(record), A, X, constant=(1,))
    assert {("a", (8, 24), True), ("a", (64, 16), False), ("a", (-32, -8), False)} <= seen
    assert {("x", (8,)), ("x", (16,)), ("x", (-8,)), ("x", (0,))} <= seen


@pytest.mark.parametrize(
    ("function", "args", "said"),
    [
        (
            lambda a, x: a.ravel("K").reshape(a.shape) @ x,
            (A, X),
            "`a` in Fortran order",
        ),
        (
            lambda a, x: a.view(-1).view(a.shape) @ x,
            (torch.tensor(A), torch.tensor(X)),
            "RuntimeError",
        ),
        (lambda x: np.sum(x if x.strides == (8,) else 0 * x), (X,), "`x` strided"),
        (lambda x: np.sum(x if x.strides[0] > 0 else 0 * x), (X,), "`x` with negative strides"),
    ],
)
def test_code_that_minds_is_told_which_argument_and_layout(local, function, args, said):
    with pytest.raises(CheckFailed, match=said) as caught:
        layouts(local(function), *args, case="n = 4")
    assert str(caught.value).startswith("n = 4, `")


def test_a_raised_exception_is_said(local):
    with pytest.raises(CheckFailed) as caught:
        layouts(local(lambda x: x.view(-1).sum()), torch.ones(2, 3))
    assert "The rule: the layout of an input in memory does not matter." in str(caught.value)


def test_what_contiguous_arguments_raise_is_raised(local):
    with pytest.raises(SolutionRaised):
        layouts(local(lambda x: 1 / 0), X)


def test_an_argument_that_is_not_constant_is_the_authors_error(local):
    with pytest.raises(ValueError, match="its entries differ"):
        layouts(local(lambda x: x.sum()), np.arange(3.0), constant=(0,))


def test_integer_bool_and_empty_arrays_have_layouts_too(local):
    layouts(local(lambda x: np.flatnonzero(x).tolist()), np.array([1, 0, 2]))
    layouts(local(lambda x: bool(x.any())), np.array([True, False]))
    layouts(local(lambda x: float(x.sum())), np.empty((0, 3)))


def test_an_argument_beyond_the_named_ones_is_said_by_its_number(local):
    class Unnamed:
        parameters = ()

        def __init__(self, inner):
            self.call, self.inner = inner.call, inner

        def __call__(self, x):
            return self.inner(x)

    solution = Unnamed(local(lambda x: np.sum(x if x.strides == (8,) else 0 * x)))
    with pytest.raises(CheckFailed, match=r"^argument number 1 strided: the product"):
        layouts(solution, X)


def test_what_is_no_array_and_what_has_no_axes_is_handed_in_as_it_is(local):
    seen = []

    def record(x, k, name):
        seen.append((x, k, name))
        return x + k

    assert layouts(local(record), np.float64(1.0), 2.0, "a", constant=(1,)) == 3.0
    assert seen == [(1.0, 2.0, "a")]
