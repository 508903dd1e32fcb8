"""The facts behind the skill-check items of Second-Order Methods, part 3, sections 5.1 to 5.5."""
# ruff: noqa: N806 (matrices have capital letters)

import re
import runpy
import tomllib
from typing import Any

import numpy as np
import pytest
import torch

from reference.bfgs import bfgs_inverse, bfgs_inverse_update
from reference.hutchinson import hutchinson
from reference.lanczos import lanczos_extremal
from reference.lbfgs import lbfgs
from reference.shampoo import shampoo_step
from tests.courses.content.printed import CONTENT, Array

FOLDER = CONTENT / "second-order-methods" / "part-3"
QUESTIONS: dict[str, dict[str, Any]] = {
    question["id"]: question
    for question in tomllib.loads((FOLDER / "skill-check.toml").read_text("utf-8"))["questions"]
}
GENERATED = runpy.run_path(str(FOLDER / "skill_check.py"))


def quadratic(n: int) -> tuple[Array, Array]:
    return np.geomspace(1.0, 1000.0, n), np.ones(n)


def test_a_short_memory_is_linear_where_a_full_one_is_not() -> None:
    curvatures, start = quadratic(60)

    def fun_grad(x: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        return float(x @ (curvatures * x)) / 2, curvatures * x

    def factors(m: int) -> Array:
        values = np.array(lbfgs(fun_grad, start, m=m, tol=1e-9).history[:-1])
        rates = np.log(values[1:] / values[:-1])
        return np.array(
            [rates[-10:].mean(), rates[len(rates) // 2 - 5 : len(rates) // 2 + 5].mean()]
        )

    short, full = factors(3), factors(1000)
    assert short[0] == pytest.approx(short[1], rel=0.7)
    assert full[0] < 2 * full[1] < 0


def test_the_square_root_of_v_grows_on_a_linear_loss() -> None:
    second_moments = [np.mean(np.full(10, slope) ** 2) for slope in (1.0, 3.0)]
    assert np.sqrt(second_moments[1]) == 3 * np.sqrt(second_moments[0])
    zero = lanczos_extremal(torch.zeros_like, 4, 4, seed=0)
    assert zero == pytest.approx((0, 0))


def shampoo_displacement(scale_of_loss: float, unit: float) -> torch.Tensor:
    """Return the step in x of a run in z with x = unit z."""
    generator = torch.Generator().manual_seed(0)
    G = scale_of_loss * unit * torch.randn(3, 3, generator=generator, dtype=torch.float64)
    zero = torch.zeros_like(G)
    return unit * shampoo_step(zero, G, zero, zero, lr=0.1, eps=0.0)[0]


def test_shampoo_ignores_the_scale_of_the_loss_and_not_the_unit_of_the_parameters() -> None:
    step = shampoo_displacement(1, 1)
    assert torch.allclose(shampoo_displacement(1000, 1), step)
    assert torch.allclose(shampoo_displacement(1, 10), 10 * step)


def test_bfgs_ignores_both_and_gradient_descent_and_damping_neither() -> None:
    rng = np.random.default_rng(0)
    s, g = rng.standard_normal((2, 3))
    H = np.diag([1.0, 2.0, 5.0])

    def step(loss: float, unit: float) -> Array:
        z, change = s / unit, loss * unit * (H @ s)
        K = bfgs_inverse_update(z @ change / (change @ change) * np.eye(3), z, change)
        return np.asarray(unit * (K @ (loss * unit * g)))

    assert np.allclose(step(1000, 1), step(1, 1))
    assert np.allclose(step(1, 10), step(1, 1))
    damped = [np.linalg.solve(loss * H + np.eye(3), loss * g) for loss in (1, 1000)]
    assert not np.allclose(damped[0], damped[1])


def test_pairs_across_batches_show_the_inverse_step_size() -> None:
    rng, t, n = np.random.default_rng(1), 0.01, 4000
    curvatures = np.linspace(0, 5, n)
    x = 0.01 * rng.standard_normal(n)
    noise, fresh = rng.standard_normal((2, n))
    s = -t * (curvatures * x + noise)
    y = curvatures * s + fresh - noise
    assert s @ y / (s @ s) == pytest.approx(1 / t, rel=0.1)
    assert s @ noise < 0
    assert y @ noise < 0
    prompt = QUESTIONS["so-3-covers-a"]["prompt"]
    assert f"$t={t}$" in prompt
    assert f"is near ${1 / t:.0f}$" in prompt
    assert f"above ${curvatures[-1]:.0f}$" in prompt
    assert f"$1/t={1 / t:.0f}$" in QUESTIONS["so-3-covers-a"]["explanation"]


@pytest.mark.parametrize("seed", range(40))
def test_a_generated_count_of_probes_follows_from_the_printed_errors(seed: int) -> None:
    values = GENERATED["so_3_covers_b"](np.random.default_rng(seed))
    error, wanted, probes = (float(values[name]) for name in ("error", "wanted", "probes"))
    assert values["answer"] == pytest.approx((error / wanted) ** 2 * probes)
    assert values["factor"] == f"{(error / wanted) ** 2:.0f}"
    for wrong in QUESTIONS["so-3-covers-b"]["wrong"]:
        value = float(values[wrong["value"].strip("<>")])
        assert abs(value - values["answer"]) > 0.05 * values["answer"]
    text = QUESTIONS["so-3-covers-b"]["prompt"] + QUESTIONS["so-3-covers-b"]["explanation"]
    assert set(re.findall(r"<<(\w+)>>", text)) <= set(values)


def test_the_generated_counts_are_not_all_the_same() -> None:
    generate = GENERATED["so_3_covers_b"]
    assert len({generate(np.random.default_rng(seed))["answer"] for seed in range(8)}) >= 4


def test_a_standard_error_falls_with_the_root_of_the_probes() -> None:
    H = torch.ones(40, 40, dtype=torch.float64)
    few, many = (hutchinson(lambda v: H @ v, 40, r, seed=0)[1] for r in (400, 6400))
    assert few / many == pytest.approx(4, rel=0.2)


def test_the_steps_of_the_ordered_proof_lead_to_the_update() -> None:
    rng = np.random.default_rng(2)
    root = rng.standard_normal((3, 3))
    W, K, s = root @ root.T + np.eye(3), np.diag([1.0, 2.0, 3.0]), rng.standard_normal(3)
    y = W @ s
    values, Q = np.linalg.eigh(W)
    half, inverse = (Q * np.sqrt(values)) @ Q.T, (Q / np.sqrt(values)) @ Q.T
    u = half @ s
    assert np.allclose(u, inverse @ y)
    P = np.eye(3) - np.outer(u, u) / (u @ u)
    least = np.outer(u, u) / (u @ u) + P @ half @ K @ half @ P
    assert np.allclose(inverse @ least @ inverse, bfgs_inverse(K, [(s, y)]))
