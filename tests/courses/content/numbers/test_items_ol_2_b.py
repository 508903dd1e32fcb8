"""What the items of the slots term and use say about the landscape is what happens."""

# ruff: noqa: N806 (matrices have capital letters)
import numpy as np
import pytest
import sympy  # type: ignore[import-untyped]
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from reference import curve_finding, symmetry
from reference.gradient_descent import gradient_descent
from tests.courses.content.items import Items
from tests.courses.content.printed import Array

ITEMS = Items("ol", 2)


def test_the_eigenvector_of_largest_modulus_fails_the_check_of_curvature_alone() -> None:
    direction = ITEMS.function("ol-2-term-a", np=np)
    H, g = np.diag([5.0, 1, -2]), np.array([1.0, -1, 3])
    v = direction(H, g)
    assert v @ H @ v == pytest.approx(5)
    assert g @ v == pytest.approx(-1)
    ITEMS.marks_what_fails(
        "ol-2-term-a",
        {
            "curvature": v @ H @ v < 0,
            "sign": g @ v <= 0,
            "length": np.linalg.norm(v) == pytest.approx(1),
            "scale": np.allclose(direction(3 * H, 3 * g), v),
        },
    )
    assert np.linalg.eigvalsh(H)[0] == pytest.approx(-2)


def outputs(sd: dict[str, Array], x: Array) -> Array:
    return sd["W2"] @ np.maximum(0, sd["W1"] @ x + sd["b1"][:, None]) + sd["b2"][:, None]


def test_the_forgotten_bias_shows_in_a_trained_network_only() -> None:
    rescale, rng = ITEMS.function("ol-2-term-b", np=np), np.random.default_rng(0)
    shapes = {"W1": (6, 3), "b1": (6,), "W2": (2, 6), "b2": (2,)}
    trained = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    fresh = trained | {"b1": np.zeros(6), "b2": np.zeros(2)}
    alpha, x = rng.uniform(0.5, 2, 6), rng.standard_normal((3, 40))
    back = rescale(rescale(trained, alpha), 1 / alpha)
    ones = rescale(trained, np.ones(6))
    ITEMS.marks_what_fails(
        "ol-2-term-b",
        {
            "trained": np.allclose(outputs(rescale(trained, alpha), x), outputs(trained, x)),
            "fresh": np.allclose(outputs(rescale(fresh, alpha), x), outputs(fresh, x)),
            "inverse": all(np.allclose(back[name], trained[name]) for name in shapes),
            "ones": all(np.array_equal(ones[name], trained[name]) for name in shapes),
        },
    )
    right = symmetry.rescale(dict(trained), alpha, "relu")
    assert np.allclose(
        outputs({name: np.array(right[name]) for name in shapes}, x), outputs(trained, x)
    )


def test_the_forgotten_weight_fails_at_the_ends_and_in_the_middle() -> None:
    curve_grad, seen = ITEMS.function("ol-2-term-c", np=np), []
    a, b, c = np.zeros(2), np.array([2.0, 0.0]), np.array([0.3, 0.8])

    def gradient(x: NDArray[np.floating]) -> NDArray[np.floating]:
        seen.append(x)
        return np.array([2 * x[0], 1.0])

    right = np.asarray(curve_finding.curve_grad(gradient, a, c, b, [0.5]))
    middle = curve_grad(gradient, a, c, b, [0.5])
    ends = curve_grad(gradient, a, c, b, [0.0, 1.0])
    assert ends == pytest.approx([2, 1])
    assert middle == pytest.approx(2 * right)
    seen.clear()
    curve_grad(gradient, a, (a + b) / 2, b, [0.2, 0.4, 0.9])
    ITEMS.marks_what_fails(
        "ol-2-term-c",
        {
            "ends": np.allclose(ends, 0),
            "difference": np.allclose(middle, right),
            "count": len(seen) == 3,
            "line": all(x[1] == 0 and 0 <= x[0] <= 2 for x in seen),
            "constant": np.allclose(curve_grad(np.zeros_like, a, c, b, [0.2, 0.7]), 0),
        },
    )


def test_the_curvature_asked_for_is_that_of_the_parabola_through_the_three_losses() -> None:
    for seed in range(200):
        values = ITEMS.generated("ol-2-use-a", seed)
        losses = [float(values[name]) for name in ("first", "middle", "last")]
        distance = float(values["distance"])
        parabola = np.polyfit([0, 0.5 * distance, distance], losses, 2)
        assert values["answer"] == pytest.approx(2 * parabola[0])
        assert float(values["shown"]) == pytest.approx(values["answer"])
        assert float(values["bulge"]) == pytest.approx(losses[1] - float(values["chord"]))
        wrong = [
            values[name] for name in ("no_chord", "from_higher_end", "not_squared", "no_eight")
        ]
        for first, one in enumerate([values["answer"], *wrong]):
            assert all(abs(one / other - 1) > 0.05 for other in wrong[first:])


def test_the_expression_is_the_limit_at_the_minimum_that_the_flow_reaches() -> None:
    item = ITEMS["ol-2-use-b"]
    c = sympy.Symbol("c", positive=True)
    right, *wrong = (
        sympy.lambdify(c, sympy.sympify(text, {"c": c}))
        for text in (item["answer"], *(each["value"] for each in item["wrong"]))
    )
    for start in (0.5, 1.3, 2.0):
        end = solve_ivp(
            lambda _, x: -(x[0] * x[1] - 1) * x[::-1], (0, 60), [start, 0.0], rtol=1e-10, atol=1e-12
        ).y[:, -1]
        limit = right(start)
        assert limit == pytest.approx(2 / (end @ end), rel=1e-6)
        assert all(abs(each(start) / limit - 1) > 0.01 for each in wrong)
        for factor, stays in ((0.97, True), (1.03, False)):
            path = gradient_descent(
                lambda x: np.asarray((x[0] * x[1] - 1) * x[::-1]), end + 1e-6, factor * limit, 150
            )
            assert (float(np.linalg.norm(path[-1] - end)) < 1e-5) == stays


def test_a_steep_enough_triangle_attains_the_bound_of_the_proof() -> None:
    slope, height = 8.0, 1.0
    t = np.linspace(0, 1, 8001)
    loss = np.maximum(0, height - slope * np.abs(t - 0.5))
    assert height == pytest.approx(np.sqrt(slope * np.trapezoid(loss, t)), rel=1e-6)
    assert len(ITEMS["ol-2-use-c"]["options"]) == 6
