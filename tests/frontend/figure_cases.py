"""What the interactive figures compute, by the reference: `python -m tests.frontend.figure_cases`.

The command writes the table that both languages are held to.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.linear_rate import iterations_to
from reference.quadratic_model import model_reduction, ratio
from reference.trust_region import trust_region_step

Array = NDArray[np.floating]
TABLE = Path(__file__).with_name("figure-cases.json")
CURVATURES, START, STEPS = np.array([1.0, 10.0]), np.array([-2.1, 0.8]), 40
ETAS = (0.005, 0.05, 0.1, 0.105, 0.15, 0.18, 0.195, 0.2, 0.205, 0.22)
TOLERANCE, ITERATIONS_MAX, FAR = 1e-6, 200, 1e6
ETA, RADIUS, RADIUS_MAX = 0.2, 0.5, 1.0
STARTS = (
    *((0.3, 0.9), (0.0, 0.8), (0.6, 0.8), (1.5, -0.9), (0.0, 0.0), (1.0, 0.0), (-1.8, 1.2)),
    *((0.0, -1.2), (0.01, 0.0), (-0.44, 0.37), (0.45, -1.0), (-0.58, 0.2), (0.57, 1.1)),
    *((1.8, 0.0), (-0.01, -1.2), (0.82, 0.05)),
)


def value(x: Array) -> float:
    return float(x[0] ** 4 / 4 - x[0] ** 2 / 2 + x[1] ** 2 / 2)


def gradient(x: Array) -> Array:
    return np.array([x[0] ** 3 - x[0], x[1]])


def hessian(x: Array) -> Array:
    return np.diag([3 * x[0] ** 2 - 1, 1.0])


def is_critical(x: Array) -> bool:
    return bool(np.linalg.norm(gradient(x)) <= TOLERANCE)


def end_of(x: Array) -> str:
    if not np.linalg.norm(x) <= FAR:
        return "ran off"
    if not is_critical(x):
        return "unfinished"
    return "minimum" if np.linalg.eigvalsh(hessian(x))[0] > 0 else "saddle"


def steps_run(start: Array, step: Callable[[Array], Array]) -> dict[str, Any]:
    points = [start]
    while (
        not is_critical(points[-1])
        and np.linalg.norm(points[-1]) <= FAR
        and len(points) <= ITERATIONS_MAX
    ):
        points.append(points[-1] + step(points[-1]))
    return _answer(points, len(points) - 1)


def trust_region_run(start: Array) -> dict[str, Any]:
    """Run section 4.1's update, to a point where the curvature is not negative either."""
    points, radius, iterations = [start], RADIUS, 0
    while iterations < ITERATIONS_MAX:
        x = points[-1]
        g, bend = gradient(x), hessian(x)
        if is_critical(x) and np.linalg.eigvalsh(bend)[0] >= 0:
            break
        p, multiplier = trust_region_step(g, bend, radius)
        promised = model_reduction(g, bend.__matmul__, p)
        kept = ratio(value(x), value(x + p), promised)
        if kept > 0.1:
            points.append(x + p)
        if kept < 0.25:
            radius /= 4
        elif kept > 0.75 and multiplier > 0:
            radius = min(2 * radius, RADIUS_MAX)
        iterations += 1
    return _answer(points, iterations)


def _answer(points: list[Array], iterations: int) -> dict[str, Any]:
    return {
        "points": [[float(each) for each in point] for point in points],
        "iterations": iterations,
        "end": end_of(points[-1]),
    }


def quadratic_case(eta: float) -> dict[str, Any]:
    path = gradient_descent(lambda x: CURVATURES * x, START, eta, STEPS)
    certain = iterations_to(1e-3, float(CURVATURES[1]), eta * float(CURVATURES[1]))
    return {
        "eta": eta,
        "factor": float(np.linalg.norm(np.eye(2) - eta * np.diag(CURVATURES), 2)),
        "steps": None if np.isinf(certain) else int(certain),
        "points": path.tolist(),
    }


def methods_case(start: tuple[float, float]) -> dict[str, Any]:
    x = np.array(start)
    return {
        "start": list(start),
        "newton": steps_run(x, lambda x: -np.linalg.solve(hessian(x), gradient(x))),
        "gradientDescent": steps_run(x, lambda x: -ETA * gradient(x)),
        "trustRegion": trust_region_run(x),
    }


def subproblem_cases() -> list[dict[str, Any]]:
    """Return trust-region steps for slopes, diagonals and radii drawn at random, and hard ones."""
    rng = np.random.default_rng(5)
    drawn = [
        (rng.normal(size=2), np.array([rng.uniform(-2, 8), 1.0]), rng.uniform(0.02, 2))
        for _ in range(30)
    ]
    hard = [(np.array([0.0, 0.4]), np.array([-1.0, 1.0]), radius) for radius in (0.1, 0.2, 0.5)]
    return [
        {
            "g": g.tolist(),
            "B": B.tolist(),
            "radius": float(radius),
            "p": trust_region_step(g, np.diag(B), float(radius))[0].tolist(),
        }
        for g, B, radius in (*drawn, *hard)
    ]


def table_make() -> dict[str, Any]:
    return {
        "curvatures": CURVATURES.tolist(),
        "start": START.tolist(),
        "quadratic": [quadratic_case(eta) for eta in ETAS],
        "methods": [methods_case(start) for start in STARTS],
        "subproblems": subproblem_cases(),
    }


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table_make(), separators=(",", ":")) + "\n", encoding="utf-8")
