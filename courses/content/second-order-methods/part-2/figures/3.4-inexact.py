"""How accurately to solve a Newton system, in errors and in products

Left: errors on x^2/2 + x^3/6 from x = 0.5, on a logarithmic scale. The exact step bends downwards,
to 1e-11 after four steps; a tolerance that falls with the gradient bends later, to 6e-7 after five.
The tolerance 0.1 and the chord method become straight lines with factors 0.1 and 1/3. Right:
gradient norm of a logistic objective in 60 variables against the number of Hessian-vector products.
To fall below 1e-9 the falling tolerance needs about 110 products, the fixed 0.5 about 150, in a
straight line, and the tight one about 490.
"""
# ruff: noqa: N803, N806 (matrices have capital letters)

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.steihaug import steihaug

Array = NDArray[np.floating]
RIDGE = 1e-3


def draw(figure: Figure) -> None:
    """Draw errors by step, and gradient norms by product."""
    left, right = figure.subplots(1, 2)
    _errors(left)
    _products(right)


def _errors(ax: Axes) -> None:
    def gradient(x: float) -> float:
        return x + x**2 / 2

    rules: tuple[tuple[str, str, str, tuple[float, float], Callable[[float], float]], ...] = (
        ("chord", "s:", "muted", (4.1, 1.2e-2), lambda x: gradient(x) / 1.5),
        ("$\\eta=0.1$", "^--", "warn", (2.65, 6e-5), lambda x: 0.9 * gradient(x) / (1 + x)),
        (
            "$\\eta=\\min(0.5,g)$",
            "o-",
            "brand",
            (1.4, 0.5),
            lambda x: (1 - min(0.5, gradient(x))) * gradient(x) / (1 + x),
        ),
        ("$\\eta=0$", "D-.", "ink", (2.2, 1e-11), lambda x: gradient(x) / (1 + x)),
    )
    for name, style, color, place, step in rules:
        errors = [0.5]
        while len(errors) < 6 and errors[-1] > 1e-11:
            errors.append(errors[-1] - step(errors[-1]))
        ax.semilogy(errors, style, color=color)
        ax.annotate(name, place, color=color)
    ax.set_ylim(1e-12, 5)
    ax.set_xlabel("step")
    ax.set_ylabel("error")


def _products(ax: Axes) -> None:
    rng = np.random.default_rng(3)
    A = rng.standard_normal((200, 60)) * np.geomspace(3, 0.1, 60)
    labels = np.sign(A @ rng.standard_normal(60) + rng.standard_normal(200))
    for name, style, color, place, tolerance in (
        ("$\\eta=10^{-6}$", "s:", "muted", (0.74, 0.80), lambda _: 1e-6),
        ("$\\eta=0.5$", "^--", "warn", (0.37, 0.17), lambda _: 0.5),
        ("$\\eta\\propto\\|g\\|_2$", "o-", "brand", (0.28, 0.04), lambda g: min(0.5, 10 * g)),
    ):
        counts, norms = _run(A, labels, tolerance)
        ax.semilogy(counts, norms, style, color=color, ms=4)
        ax.annotate(name, place, xycoords="axes fraction", color=color)
    ax.set_xlabel("Hessian-vector products")
    ax.set_ylabel("norm of the gradient")


def _run(
    A: Array, labels: Array, tolerance: Callable[[float], float]
) -> tuple[list[int], list[float]]:
    w, used = np.zeros(A.shape[1]), 0
    counts: list[int] = []
    norms: list[float] = []
    for _ in range(40):
        q = 1 / (1 + np.exp(labels * (A @ w)))
        g = -A.T @ (q * labels) / len(A) + RIDGE * w
        norm = float(np.linalg.norm(g))
        counts.append(used)
        norms.append(norm)
        if norm < 1e-9:
            break
        asked = 0

        def product(v: Array, weight: Array = q * (1 - q)) -> Array:
            nonlocal asked
            asked += 1
            return np.asarray(A.T @ (weight * (A @ v)) / len(A) + RIDGE * v)

        w = w + steihaug(g, product, 1e6, tolerance(norm) * norm)[0]
        used += asked
    return counts, norms
