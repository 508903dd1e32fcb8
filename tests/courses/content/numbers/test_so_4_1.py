"""The numbers and the claims of section 4.1 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import importlib.util
from types import ModuleType

import numpy as np
import pytest

from reference.dogleg import cauchy_point
from reference.gradient_check import gradcheck
from reference.quadratic_model import model_reduction, ratio
from reference.steihaug import steihaug
from reference.trust_region import trust_region_step
from tests.courses.content.printed import PART, Array, Section, matrix, number, vector

SADDLE = np.array([[1.0, 2.0], [2.0, 1.0]])
G = np.array([1.0, 0.0])
RADIUS = 0.52**0.5


def promise(p: Array) -> float:
    return model_reduction(G, SADDLE.__matmul__, p)


def test_the_numbers_of_the_trust_region() -> None:
    section = Section("so-4.1")
    p, multiplier = trust_region_step(G, SADDLE, RADIUS)
    assert multiplier == pytest.approx(2)
    assert np.linalg.norm(p) == pytest.approx(RADIUS)
    norm = float(np.linalg.norm(SADDLE, 2))
    bound, curvature = min(RADIUS, 1 / norm) / 2, number(p @ SADDLE @ p, 2)
    cauchy = promise(cauchy_point(G, SADDLE, RADIUS))
    assert bound <= cauchy <= promise(p)
    section.prints(
        rf"$B={matrix(SADDLE)}$, $g={vector(G)}^\top$",
        rf"The shift $\nu={number(multiplier)}$ gives",
        rf"$\Delta=\sqrt{{0.52}}\approx{number(RADIUS, 4)}$",
        rf"gives $p={vector(p, 1)}^\top$",
        rf"${number(-G @ p, 1)}-\tfrac12\cdot({curvature})={number(promise(p), 2)}$",
        rf"yields ${number(cauchy, 4)}$",
        rf"promises ${number(bound, 4)}$, since $\|B\|_2={number(norm)}$",
        # A customary constant.
        r"accept $x+p$ if $\rho>0.1$",
        rf"at least $\tfrac1{{{number(1 / (0.1 / 2))}}}\epsilon",
    )
    newton = -np.linalg.solve(SADDLE, G)
    cut = newton * RADIUS / np.linalg.norm(newton)
    assert G @ cut > 0
    section.prints(
        rf"${vector(cut, 4)}^\top$, and the model *rises* by ${number(-promise(cut), 4)}$",
    )
    two_labels(section)
    section.prints("three paths from $(0.3,0.9)$")
    section.prints_nothing_else()


def two_labels(section: Section) -> None:
    def loss(w: float) -> float:
        return float(np.logaddexp(0, -w) + np.logaddexp(0, w))

    g, h = np.array([np.tanh(1.5)]), np.array([[2 / (2 + 2 * np.cosh(3.0))]])
    error, _ = gradcheck(lambda w: loss(float(w[0])), lambda w: np.tanh(w / 2), np.array([3.0]))
    assert error < 1e-8
    assert h[0, 0] == pytest.approx((np.tanh(1.5005) - np.tanh(1.4995)) / 0.002, rel=1e-5)

    def tried(radius: float) -> tuple[float, float]:
        p, _ = trust_region_step(g, h, radius)
        return float(p[0]), ratio(
            loss(3), loss(3 + float(p[0])), model_reduction(g, h.__matmul__, p)
        )

    newton, refused = tried(12)
    short, taken = tried(12 / 4)
    assert short == pytest.approx(-3)
    section.prints(
        rf"The Newton step is ${number(newton, 3)}$, to a loss of ${number(loss(3 + newton), 3)}$"
        rf" from ${number(loss(3), 3)}$: $\rho={number(refused, 3)}$",
        rf"With $\Delta=12$ it is refused, and $\Delta={number(12 / 4)}$",
        rf"the minimiser $0$, with $\rho={number(taken, 3)}$",
    )


def test_the_conditions_single_out_the_global_minimiser() -> None:
    rng = np.random.default_rng(1)
    for _ in range(20):
        B = rng.standard_normal((4, 4))
        B, g, radius = B + B.T, rng.standard_normal(4), float(rng.uniform(0.2, 3))
        p, nu = trust_region_step(g, B, radius)
        others = rng.standard_normal((500, 4))
        others *= radius / np.linalg.norm(others, axis=1)[:, None]
        best = model_reduction(g, B.__matmul__, p)
        assert np.allclose((B + nu * np.eye(4)) @ p, -g, atol=1e-8)
        assert all(model_reduction(g, B.__matmul__, q) <= best + 1e-9 for q in others)
        truncated, _ = steihaug(g, B.__matmul__, radius, 1e-10)
        norm = float(np.linalg.norm(g))
        cauchy = norm / 2 * min(radius, norm / float(np.linalg.norm(B, 2)))
        assert cauchy - 1e-9 <= model_reduction(g, B.__matmul__, truncated) <= best + 1e-9


def test_the_paths_of_the_figure_end_where_it_says() -> None:
    program = figure("4.1-three-methods")
    assert program.newton(program.START, 5)[-1] == pytest.approx(np.zeros(2), abs=1e-12)
    assert program.descent(program.START, 40)[-1] == pytest.approx([1, 0], abs=1e-3)
    accepted = program.trust_region(program.START, 6)
    assert len(accepted) == 1 + 5
    assert accepted[-1] == pytest.approx([1, 0], abs=1e-2)


def figure(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("figure", PART / "figures" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
