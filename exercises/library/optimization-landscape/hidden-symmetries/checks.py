"""Checks of the symmetries: correctness of the three functions, then purity."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_equal,
    expect_pure,
    expect_raises,
    expect_residual,
    rule_broken,
    tolerance_for,
)

SIZES = ((3, 2, 4), (8, 3, 1), (1, 1, 2))
PERMUTED, RESCALED, VELOCITY = "the permuted network", "the rescaled network", "the velocity"


def value(solution, reference, rng):
    """Reorder the units of several layers; nothing is rounded."""
    for h, d, o in SIZES:
        sd, perm = _network(rng, h, d, o), _cycle(rng, h)
        got, want = solution(sd, perm), reference(sd, perm)
        _expect_network(got, want, PERMUTED, f"h = {h}, d = {d}, o = {o}", is_exact=True)


def scaled(solution, reference, rng):
    """Rescale the units, each by a factor of its own."""
    rescale, wanted = solution.function("rescale"), reference.function("rescale")
    for h, d, o in SIZES:
        sd, alpha = _network(rng, h, d, o), rng.uniform(0.2, 5.0, h)
        got, want = rescale(sd, alpha, "relu"), wanted(sd, alpha, "relu")
        _expect_network(got, want, RESCALED, f"h = {h}, d = {d}, o = {o}")


def null_vector(solution, reference, rng):
    """Compare the velocity of the rescaling."""
    name = "symmetry_null_vector"
    for h, d, o in SIZES:
        sd = _network(rng, h, d, o)
        got, want = solution.function(name)(sd), reference.function(name)(sd)
        _expect_network(got, want, VELOCITY, f"h = {h}, d = {d}, o = {o}")


def same_function(solution, reference, rng):
    """Compare the outputs before and after, of 32 units."""
    sd, x = _network(rng, 32, 3, 2), rng.standard_normal((20, 3))
    alpha = rng.uniform(0.2, 5.0, 32)
    rescaled = solution.function("rescale")(sd, alpha, "relu")
    permuted = solution(sd, _cycle(rng, 32))
    for named, other, phi in (
        ("permuted, tanh", permuted, np.tanh),
        ("permuted, ReLU", permuted, _relu),
        ("rescaled, ReLU", rescaled, _relu),
    ):
        _expect_form(other, sd, "the network", named)
        expect_close(
            _outputs(other, x, phi),
            _outputs(sd, x, phi),
            tolerance=tolerance_for(np.float64, "recursion", size=32),
            what="the output",
            case=f"h = 32, {named}",
        )


def round_trip(solution, reference, rng):
    """Permute, then permute back."""
    sd, perm = _network(rng, 12, 3, 2), _cycle(rng, 12)
    back = solution(solution(sd, perm), np.argsort(perm))
    case = "h = 12, there and back"
    _expect_network(back, sd, PERMUTED, case, is_exact=True)


def flat(solution, reference, rng):
    """Differentiate the outputs along the velocity: they do not change to first order."""
    for h, d, o in ((5, 2, 1), (20, 4, 3)):
        sd, x = _network(rng, h, d, o), rng.standard_normal((30, d))
        t, case = solution.function("symmetry_null_vector")(sd), f"h = {h}, d = {d}, o = {o}"
        _expect_form(t, sd, VELOCITY, case)
        z = x @ sd["W1"].T + sd["b1"]
        moved_units = (z > 0) * (x @ t["W1"].T + t["b1"])
        inside, outside = moved_units @ sd["W2"].T, _relu(z) @ t["W2"].T + t["b2"]
        expect_residual(
            inside + outside,
            scale=float(np.linalg.norm(inside) + np.linalg.norm(outside)),
            tolerance=tolerance_for(np.float64, "backward", size=h),
            what="the velocity, put into the derivative of the outputs,",
            case=case,
        )


def no_permutation(solution, reference, rng):
    """Give an index twice, an index too large, and too few."""
    sd = _network(rng, 3, 2, 2)
    for perm in ([0, 1, 1], [1, 2, 3], [1, 0]):
        outcome = solution.call(sd, np.array(perm))
        expect_raises(outcome, ValueError, case=f"h = 3, perm = {perm}")


def no_symmetry(solution, reference, rng):
    """Give factors that are not positive, then another activation."""
    sd = _network(rng, 3, 2, 2)
    rescale = solution.function("rescale")
    for last in (-2.0, 0.0, np.nan):
        outcome = rescale.call(sd, np.array([1.0, 2.0, last]), "relu")
        expect_raises(outcome, ValueError, case=f"h = 3, alpha = (1, 2, {last:g})")
    outcome = rescale.call(sd, np.array([1.0, 2.0, 3.0]), "tanh")
    expect_raises(outcome, ValueError, case="h = 3, tanh")


def purity(solution, reference, rng):
    """Call each function twice with the same network, and look at what the calls left behind."""
    sd, perm, alpha = _network(rng, 4, 3, 2), _cycle(rng, 4), rng.uniform(0.5, 2.0, 4)
    got = expect_pure(solution, sd, perm, what=PERMUTED)
    _expect_network(got, reference(sd, perm), PERMUTED, "h = 4")
    for name, arguments, what in (
        ("rescale", (sd, alpha, "relu"), RESCALED),
        ("symmetry_null_vector", (sd,), VELOCITY),
    ):
        got = expect_pure(solution.function(name), *arguments, what=what)
        _expect_network(got, reference.function(name)(*arguments), what, "h = 4")


def _network(rng, h, d, o):
    return {
        "W1": rng.standard_normal((h, d)),
        "b1": rng.standard_normal(h),
        "W2": rng.standard_normal((o, h)),
        "b2": rng.standard_normal(o),
    }


def _cycle(rng, h):
    """Return a permutation that is one cycle, and not its own inverse from h = 3 on."""
    order = rng.permutation(h)
    perm = np.empty(h, dtype=np.int64)
    perm[order] = np.roll(order, 1)
    return perm


def _relu(z):
    return np.maximum(z, 0)


def _outputs(sd, x, phi):
    return phi(x @ sd["W1"].T + sd["b1"]) @ sd["W2"].T + sd["b2"]


def _expect_form(got, like, what, case):
    if not isinstance(got, dict) or got.keys() != like.keys():
        rule_broken(case, f"{what} is something else", "a dict of W1, b1, W2 and b2 is returned")
    for name, array in like.items():
        if not isinstance(got[name], np.ndarray) or got[name].shape != array.shape:
            observed = f"`{name}` of {what} has another shape"
            rule_broken(case, observed, "each array keeps the shape it has in `sd`")


def _expect_network(got, want, what, case, *, is_exact=False):
    _expect_form(got, want, what, case)
    for name, array in want.items():
        named = f"`{name}` of {what}"
        if is_exact:
            expect_equal(got[name], array, what=named, case=case)
        else:
            tolerance = tolerance_for(np.float64, "recursion", size=8)
            expect_close(got[name], array, tolerance=tolerance, what=named, case=case)
