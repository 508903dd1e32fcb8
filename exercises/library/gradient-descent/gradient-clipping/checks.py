"""Checks of clipping by the global norm: correctness, then purity."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_dtype,
    expect_equal,
    expect_pure,
    expect_raises,
    expect_scalar,
    expect_tuple,
    rule_broken,
    tolerance_for,
)

NORM = "the norm before clipping"
SHAPES = ((3,), (2, 4), (1,), (5, 1, 2))


def value(solution, reference, rng):
    """Give several arrays whose common norm is above c."""
    for count, c in ((2, 1.0), (4, 0.3), (1, 2.5), (3, 7.0)):
        grads = _of_norm(rng, SHAPES[:count], 4.0 * c)
        case = f"{count} arrays of norm {4 * c:g}, c = {c:g}"
        _expect_clipped(solution(grads, c), reference(grads, c), case)


def short(solution, reference, rng):
    """Give gradients of norm c or less; nothing is computed, so nothing may be rounded."""
    three_four = [np.array([3.0]), np.array([-4.0])]
    for grads, c, norm in (
        (_of_norm(rng, SHAPES, 1.2), 2.0, "1.2"),
        (_of_norm(rng, SHAPES, 1.8), 2.0, "1.8"),
        (_of_norm(rng, SHAPES, 1e-3), 1e-2, "0.001"),
        (three_four, 5.0, "exactly 5"),
    ):
        case = f"norm {norm}, c = {c:g}"
        clipped, got_norm = _parts(solution(grads, c), grads, case)
        _expect_norm(got_norm, reference(grads, c)[1], case)
        for place, (got, grad) in enumerate(zip(clipped, grads, strict=True)):
            expect_equal(got, grad, what=f"array {place}", case=case)


def empty(solution, reference, rng):
    """Give zeros, None, arrays without entries, and no arrays at all."""
    for named, grads in (
        ("all entries are 0", [np.zeros(3), np.zeros((2, 2))]),
        (
            "the second of three gradients is None",
            [*_of_norm(rng, SHAPES[:1], 3.0), None, np.ones(2)],
        ),
        ("one array has no entries", [np.empty((0, 3)), *_of_norm(rng, SHAPES[:2], 9.0)]),
        ("every gradient is None", [None, None]),
        ("the list is empty", []),
    ):
        _expect_clipped(solution(grads, 1.0), reference(grads, 1.0), f"{named}, c = 1")


def nonfinite(solution, reference, rng):
    """Put a NaN or an infinity into one array, then give a c that is no length."""
    for named, bad in (("NaN", np.nan), ("infinity", np.inf), ("minus infinity", -np.inf)):
        grads = _of_norm(rng, SHAPES[:2], 2.0)
        grads[1][1, 2] = bad
        outcome = solution.call(grads, 1.0)
        expect_raises(outcome, ValueError, what="the call", case=f"one entry is {named}")
    for c in (0.0, -1.0):
        outcome = solution.call(_of_norm(rng, SHAPES[:2], 2.0), c)
        expect_raises(outcome, ValueError, what="the call", case=f"c = {c:g}")


def direction(solution, reference, rng):
    """Give arrays of very different sizes, and compare the direction of all entries together."""
    for sizes in ((1.0, 1e-3, 50.0), (1e4, 1.0, 1e-4)):
        shapes = SHAPES[: len(sizes)]
        grads = [
            size * rng.standard_normal(shape) for size, shape in zip(sizes, shapes, strict=True)
        ]
        case = f"arrays of sizes about {sizes}, c = 1"
        clipped, _ = _parts(solution(grads, 1.0), grads, case)
        got, want = _flat(clipped), _flat(grads)
        _expect_positive(np.linalg.norm(got), case)
        tolerance = tolerance_for(np.float64, "recursion", size=len(want))
        what = "the direction of all entries together"
        unit = want / np.linalg.norm(want)
        expect_close(got / np.linalg.norm(got), unit, tolerance=tolerance, what=what, case=case)


def small_norm(solution, reference, rng):
    """Give gradients and a c that are small: nothing may be added to the norm."""
    for norm, c in ((1e-4, 1e-5), (3e-7, 1e-7)):
        grads, case = _of_norm(rng, SHAPES, norm), f"norm {norm:g}, c = {c:g}"
        got = solution(grads, c)
        _expect_clipped(got, reference(grads, c), case)
        again = solution(list(got[0]), 1.5 * c)
        _expect_clipped(again, (list(got[0]), c), f"{case}, clipped again to 1.5c")


def extreme(solution, reference, rng):
    """Give entries whose squares leave the range of the numbers."""
    for size, c in ((1e200, 1.0), (1e-200, 1e-201), (1e200, 1e199)):
        grads = [size * grad for grad in _of_norm(rng, SHAPES, 3.0)]
        case = f"float64, entries of size about {size:g}, c = {c:g}"
        _expect_clipped(solution(grads, c), reference(grads, c), case)
    narrow = [np.float32(1e30) * grad.astype(np.float32) for grad in _of_norm(rng, SHAPES, 3.0)]
    case = "float32, entries of size about 1e30, c = 1"
    _expect_clipped(solution(narrow, 1.0), reference(narrow, 1.0), case, "float32")


def single_precision(solution, reference, rng):
    """Give float32 arrays, above c and below it, and one list of both dtypes."""
    for norm in (6.0, 0.5):
        grads = [grad.astype(np.float32) for grad in _of_norm(rng, SHAPES, norm)]
        case = f"float32, norm {norm:g}, c = 1"
        _expect_clipped(solution(grads, 1.0), reference(grads, 1.0), case, "float32")
    grads = _of_norm(rng, SHAPES, 6.0)
    grads[1] = grads[1].astype(np.float32)
    case = "array 1 in float32, the others in float64, c = 1"
    _expect_clipped(solution(grads, 1.0), reference(grads, 1.0), case, "float32")


def purity(solution, reference, rng):
    """Call twice with the same inputs, above c and below it."""
    for norm in (5.0, 0.5):
        grads, case = _of_norm(rng, SHAPES, norm), f"norm {norm:g}, c = 1"
        got = expect_pure(solution, grads, 1.0, what="the result", case=case)
        _expect_clipped(got, reference(grads, 1.0), case)


def _expect_clipped(got, want, case, dtype="float64"):
    clipped, norm = _parts(got, want[0], case)
    _expect_norm(norm, want[1], case, dtype)
    for place, (array, right) in enumerate(zip(clipped, want[0], strict=True)):
        if right is not None:
            expect_dtype(array, right.dtype, what=f"array {place}", case=case)
            tolerance = tolerance_for(dtype, "recursion", size=right.size)
            expect_close(array, right, tolerance=tolerance, what=f"array {place}", case=case)


def _parts(got, like, case):
    """Return list and norm, when the list has an array where one belongs and None elsewhere."""
    clipped, norm = expect_tuple(got, ("clipped", "norm"), case=case)
    names = tuple("None" if grad is None else "array" for grad in like)
    clipped = expect_tuple(clipped, names, what="the list of clipped gradients", case=case)
    for place, (array, grad) in enumerate(zip(clipped, like, strict=True)):
        if grad is None:
            expect_equal(array, None, what=f"item {place}", case=case)
    return clipped, norm


def _expect_norm(got, want, case, dtype="float64"):
    got = expect_scalar(got, what=NORM, case=case)
    tolerance = tolerance_for(dtype, "recursion", size=20)
    expect_close(got, want, tolerance=tolerance, what=NORM, case=case)


def _expect_positive(length, case):
    if not length > 0:
        rule_broken(
            case, "every entry became 0", "a positive multiple of the gradients is returned"
        )


def _flat(arrays):
    return np.concatenate([np.asarray(array, dtype=np.float64).ravel() for array in arrays])


def _of_norm(rng, shapes, norm):
    grads = [rng.standard_normal(shape) for shape in shapes]
    length = np.linalg.norm(_flat(grads))
    return [norm / length * grad for grad in grads]
