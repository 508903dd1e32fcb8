"""The computed facts of the added items of slots term and use in Second-Order Methods, part 2."""
# ruff: noqa: N803, N806 (matrices have capital letters)

from typing import Any

import numpy as np
import pytest
import sympy  # type: ignore[import-untyped]

from reference.levenberg_marquardt import lm_step
from reference.modified_cholesky import modified_cholesky
from reference.newton import newton_decrement, newton_step
from tests.courses.content.items import Items
from tests.courses.content.printed import Array

ITEMS = Items("so", 2)


def levenberg_marquardt_checks(step: Any) -> dict[str, bool]:
    J, r = np.array([[3.0, 1.0], [0.5, 0.2]]), np.array([1.0, -2.0])
    ones, units = np.ones(2), np.array([1.0, 1000.0])
    lengths = [float(np.linalg.norm(step(J, r, mu, ones))) for mu in (0.1, 0.5, 2.0, 7.0)]

    def scaled(jacobian: Array) -> Array:
        found: Array = step(jacobian, r, 0.3, np.linalg.norm(jacobian, axis=0))
        return found

    return {
        "scaling": np.allclose(step(10 * J, 10 * r, 30.0, ones), step(J, r, 0.3, ones)),
        "gauss-newton": np.allclose(step(J, r, 0.0, ones), np.linalg.solve(J, -r)),
        "length": lengths == sorted(lengths, reverse=True),
        "units": np.allclose(units * scaled(J * units), scaled(J)),
    }


def test_the_damping_without_its_root_fails_only_the_change_of_scale() -> None:
    passes = levenberg_marquardt_checks(ITEMS.function("so-2-term-b", np=np))
    ITEMS.marks_what_fails("so-2-term-b", passes)
    assert all(levenberg_marquardt_checks(lm_step).values())


def shift_checks(factor: Any) -> dict[str, bool]:
    saddle, definite = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([[4.0, 2.0], [2.0, 3.0]])
    L = factor(saddle)
    change = L @ L.T - saddle
    try:
        returns = bool(np.isfinite(factor(np.diag([1.0, 0.0]))).all())
    except np.linalg.LinAlgError:
        returns = False
    unchanged = factor(definite)
    gradients = np.random.default_rng(1).standard_normal((20, 2))
    return {
        "multiple-of-identity": np.allclose(change, change[0, 0] * np.eye(2)),
        "singular": returns,
        "definite": np.allclose(unchanged @ unchanged.T, definite),
        "descent": all(-g @ np.linalg.solve(L @ L.T, g) < 0 for g in gradients),
    }


def test_absolute_eigenvalues_are_no_shift_and_do_not_repair_a_zero() -> None:
    passes = shift_checks(ITEMS.function("so-2-term-c", np=np))
    ITEMS.marks_what_fails("so-2-term-c", passes)
    assert all(shift_checks(lambda H: modified_cholesky(H, 1e-3)[0]).values())


@pytest.mark.parametrize("seed", range(40))
def test_shares_below_the_generated_bound_converge_and_others_do_not(seed: int) -> None:
    values = ITEMS.generated("so-2-use-b", seed)
    kept, dropped = float(values["kept"]), float(values["dropped"])

    def error(share: float) -> float:
        e = 1e-6
        for _ in range(50):
            # Two residuals, a x + 1 and the bent one: J'J = kept and S = dropped at x = 0.
            slope = (kept / 2) ** 0.5
            r = np.array([slope * e + 1, dropped * e**2 / -2 + slope * e - 1])
            J = np.array([slope, slope - dropped * e])
            e -= share * float(J @ r / (J @ J))
        return abs(e)

    assert error(1.0) > 1e-6
    assert error(0.97 * values["answer"]) < 1e-6 < error(1.03 * values["answer"])
    assert values["newton"] == pytest.approx(kept / (kept + dropped))


def test_the_guaranteed_decrease_is_the_best_of_the_bound_and_is_reached() -> None:
    item = ITEMS["so-2-use-c"]
    d, t = sympy.symbols("d t", positive=True)
    answer = sympy.sympify(item["answer"], locals={"d": d})
    decrease = t * d**2 + t * d + sympy.log(1 - t * d)
    (best,) = sympy.solve(sympy.diff(decrease, t), t)
    at_best = decrease.subs(t, best)
    assert all(float((at_best - answer).subs(d, at)) == pytest.approx(0) for at in (0.2, 1, 3))
    wrong = [sympy.sympify(each["value"], locals={"d": d}) for each in item["wrong"]]
    assert all(abs(float((value - answer).subs(d, 0.5))) > 0.01 for value in wrong)
    assert sympy.simplify(wrong[2] - best) == 0
    # f = x - log x attains the bound on the side where d = x - 1.
    x = np.array([3.0])
    g, H = 1 - 1 / x, np.diag(1 / x**2)
    decrement = newton_decrement(g, H)
    reached = float((x + newton_step(g, H) / (1 + decrement))[0])
    fallen = 3 - np.log(3) - (reached - np.log(reached))
    assert fallen == pytest.approx(float(answer.subs(d, decrement)))
