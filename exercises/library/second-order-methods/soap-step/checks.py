"""Checks of the SOAP step: correctness, then purity.

Gradients are square and of full rank: elsewhere the eigenvectors of the null space are arbitrary,
and two correct programs differ. States come from the reference, since only with given bases the
result of a step is unique.
"""

import math

import numpy as np
import torch

from exercises.checking import (
    Tolerance,
    expect_close,
    expect_decreasing,
    expect_detached,
    expect_equal,
    expect_repeatable,
    expect_residual,
    expect_same_up_to_sign,
    expect_state_kept,
    expect_tensor,
    expect_tuple,
    expect_unmutated,
    rule_broken,
    tolerance_for,
    wide,
)

KEYS = ("steps", "M", "V", "L", "R", "QL", "QR")
BASES = ("QL", "QR")
STEP = Tolerance(1e-9, "float64: small entries of V are squares and lose some digits")
SINGLE = Tolerance(1e-2, "float32: small entries of V are squares and lose some digits")
BASIS = Tolerance(1e-3, "a basis may be made orthonormal in float32, and its gaps are small")


def value(solution, reference, rng):
    """Take single steps from given states, between two refreshes of the bases."""
    for n, calls, options in (
        (4, 4, {}),
        (3, 1, {}),
        (4, 3, {"betas": (0.9, 0.99), "shampoo_beta": 0.8}),
        (5, 2, {"eps": 0.1}),
        (3, 6, {"frequency": 4}),
        (1, 2, {}),
    ):
        state, G = _state(solution, reference, rng, n, calls, **options)
        case = f"n = {n}, {calls} calls before{_options_said(options)}"
        _expect_step(solution(state, G, **options), reference(state, G, **options), G, case)


def first(solution, reference, rng):
    """Call without a state: no update, empty moments, bases of the first statistics."""
    for n, beta in ((4, 0.95), (2, 0.5)):
        G, case = _gradient(solution, rng, n), f"n = {n}, first call, shampoo_beta = {beta}"
        update, state = _expect_form(solution(None, G, shampoo_beta=beta), G, case)
        expect_close(update, 0 * G, tolerance=STEP, what="the update", case=case)
        expect_equal(state["steps"], 0, what="state['steps']", case=case)
        want = reference(None, G, shampoo_beta=beta)[1]
        for key in ("M", "V", "L", "R"):
            expect_close(state[key], want[key], tolerance=STEP, what=f"state['{key}']", case=case)
        for statistic, key in (("L", "QL"), ("R", "QR")):
            _expect_eigenbasis(wide(state[key]), wide(want[statistic]), f"state['{key}']", case)


def refresh(solution, reference, rng):
    """Take the step at which the bases are refreshed, and their order changes."""
    for n, calls, frequency in ((3, 3, 3), (4, 2, 2)):
        options = {"frequency": frequency, "shampoo_beta": 0.6}
        state, G = _state_that_reorders(solution, reference, rng, n, calls, options)
        want = reference(state, G, **options)
        case = f"n = {n}, update number {frequency} with frequency = {frequency}"
        update, new = _expect_form(solution(state, G, **options), G, case)
        expect_close(update, want[0], tolerance=STEP, what="the update", case=case)
        for key in BASES:
            expect_same_up_to_sign(
                new[key], want[1][key], tolerance=BASIS, what=f"state['{key}']", case=case
            )
        for key in ("M", "V", "L", "R"):
            expect_close(new[key], want[1][key], tolerance=STEP, what=f"state['{key}']", case=case)


def adam(solution, reference, rng):
    """Put identities in place of the bases: then it is Adam, entry by entry."""
    for n, steps in ((3, 0), (4, 1), (2, 7)):
        state, G = _state(solution, reference, rng, n, 2)
        identity = torch.eye(n, dtype=G.dtype, device=G.device)
        M, V = (_tensor(solution, rng.standard_normal((n, n))) for _ in range(2))
        state |= {"steps": steps, "QL": identity, "QR": identity.clone()}
        state |= {"M": 0.3 * M, "V": 0.2 * V**2} if steps else {"M": 0 * M, "V": 0 * V}
        case = f"n = {n}, bases are the identity, {steps} updates before"
        update, _ = _expect_form(solution(state, G, frequency=100), G, case)
        expect_close(update, _adam(state, G), tolerance=STEP, what="the update", case=case)


def signs(solution, reference, rng):
    """Turn eigenvectors round in the given state; the update must not notice."""
    for n in (3, 5):
        state, G = _state(solution, reference, rng, n, 3)
        flips = [_tensor(solution, rng.permutation([-1.0] + [1.0] * (n - 1))) for _ in BASES]
        turned = {**state, "QL": state["QL"] * flips[0], "QR": state["QR"] * flips[1]}
        case = f"n = {n}, one eigenvector of each basis turned round"
        plain, _ = _expect_form(solution(state, G), G, case)
        update, _ = _expect_form(solution(turned, G), G, case)
        expect_close(update, plain, tolerance=STEP, what="the update", case=case)


def orthogonality(solution, reference, rng):
    """Go on from the learner's own states, and look at the bases after every call."""
    n, frequency = 4, 2
    state = None
    for number in range(7):
        G, case = _gradient(solution, rng, n), f"n = {n}, frequency = {frequency}, call {number}"
        _, new = _expect_form(solution(state, G, frequency=frequency), G, case)
        for key in BASES:
            Q = wide(new[key])
            expect_residual(
                Q.T @ Q - np.eye(n),
                scale=1.0,
                tolerance=Tolerance(1e-4, "float32 is enough for the orthonormalisation"),
                what=f"state['{key}'], put into QᵀQ = I,",
                case=case,
            )
        state = new


def single_precision(solution, reference, rng):
    """Run in float32, from rounded states; in float64 they say what is right."""
    for n, calls in ((4, 3), (6, 4)):
        state, G = _state(solution, reference, rng, n, calls)
        narrow = {key: _single(item) for key, item in state.items()}
        exact = {key: _double(item) for key, item in narrow.items()}
        update, _ = _expect_form(solution(narrow, G.float()), G.float(), f"float32, n = {n}")
        want, _ = reference(exact, G.float().double())
        expect_close(update, want, tolerance=SINGLE, what="the update", case=f"float32, n = {n}")


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    for calls in (0, 3):
        state, G = _state(solution, reference, rng, 4, calls)
        case = f"n = 4, {calls} calls before"
        watched, values = solution.watching("state"), []
        for _ in range(2):
            outcome = watched.call(state, G)
            expect_unmutated(outcome, case=case)
            if outcome.raised is not None:
                raise outcome.raised
            # A basis that is kept may be the tensor that was given.
            expect_detached(outcome, what="the result", case=case)
            expect_state_kept(outcome, case=case)
            values.append(_expect_form(outcome.value, G, case))
        expect_repeatable(values[0][0], values[1][0], what="the update", case=case)


def _expect_step(result, want, G, case):
    update, state = _expect_form(result, G, case)
    expect_close(update, want[0], tolerance=STEP, what="the update", case=case)
    expect_equal(state["steps"], want[1]["steps"], what="state['steps']", case=case)
    for key in KEYS[1:]:
        what = f"state['{key}']"
        expect_close(state[key], want[1][key], tolerance=STEP, what=what, case=case)


def _expect_form(result, G, case):
    update, state = expect_tuple(result, ("update", "state"), case=case)
    expect_tensor(update, G, what="the update", case=case)
    if not isinstance(state, dict) or set(state) != set(KEYS):
        rule_broken(case, "the state is something else", f"a dict with the keys {', '.join(KEYS)}")
    for key in KEYS[1:]:
        expect_tensor(state[key], G, what=f"state['{key}']", case=case)
    return update, state


def _expect_eigenbasis(Q, statistic, what, case):
    tolerance = tolerance_for("float64", "recursion", size=len(Q))
    gram = Q.T @ Q - np.eye(len(Q))
    what_for = f"{what}, put into QᵀQ = I,"
    expect_residual(gram, scale=1.0, tolerance=tolerance, what=what_for, case=case)
    rotated = Q.T @ statistic @ Q
    expect_residual(
        rotated - np.diag(np.diag(rotated)),
        scale=np.linalg.norm(statistic),
        tolerance=tolerance,
        what=f"{what}, whose columns should be eigenvectors,",
        case=case,
    )
    expect_decreasing(np.diag(rotated), what=f"the list of eigenvalues, in the order of {what},")


def _adam(state, G, betas=(0.95, 0.95), eps=1e-8):
    """Return the update of Adam without any basis, in NumPy."""
    steps = state["steps"] + 1
    M = betas[0] * wide(state["M"]) + (1 - betas[0]) * wide(G)
    V = betas[1] * wide(state["V"]) + (1 - betas[1]) * wide(G) ** 2
    return math.sqrt(1 - betas[1] ** steps) / (1 - betas[0] ** steps) * M / (np.sqrt(V) + eps)


def _state(solution, reference, rng, n, calls, **options):
    """Return the reference's state after some calls, None after none, and the next gradient."""
    state = None
    for _ in range(calls):
        _, state = reference(state, _gradient(solution, rng, n), **options)
    return state, _gradient(solution, rng, n)


def _state_that_reorders(solution, reference, rng, n, calls, options):
    """Return a state and a gradient after which eigenvalues have changed places on both sides."""
    while True:
        state, G = _state(solution, reference, rng, n, calls, **options)
        if all(_gaps_least(side, Q) < 0 for side, Q in _statistics(state, G, options)):
            return state, G


def _statistics(state, G, options):
    beta = options["shampoo_beta"]
    for key, basis, new in (("L", "QL", G @ G.mT), ("R", "QR", G.mT @ G)):
        yield wide(beta * state[key] + (1 - beta) * new), wide(state[basis])


def _gaps_least(statistic, Q):
    """Return by how much the eigenvalues decrease at least, relative to the largest of them."""
    values = np.diag(Q.T @ statistic @ Q)
    gaps = -np.diff(values) / values.max()
    return gaps.min() if np.abs(np.diff(np.sort(values))).min() > 0.02 * values.max() else 1.0


def _gradient(solution, rng, n):
    """Return a square gradient of full rank and modest condition."""
    left, right = (np.linalg.qr(rng.standard_normal((n, n)))[0] for _ in range(2))
    return _tensor(solution, (left * rng.uniform(0.5, 2.0, n)) @ right)


def _options_said(options):
    return "".join(f", {name} = {value}" for name, value in options.items())


def _single(item):
    return item.float() if isinstance(item, torch.Tensor) else item


def _double(item):
    return item.double() if isinstance(item, torch.Tensor) else item


def _tensor(solution, array):
    return torch.as_tensor(array, dtype=torch.float64, device=solution.device)
