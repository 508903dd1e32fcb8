"""Numbers of the generated items of this part's skill check."""

import numpy as np


def gd_3_covers_b(rng: np.random.Generator) -> dict[str, float | str]:
    """Return a smoothness constant, a gap and a tolerance, with the steps that (5.3) asks for."""
    smoothness, halves = int(rng.integers(3, 13)), int(rng.integers(2, 12))
    per_unit = int(rng.choice([5, 10, 20]))
    # In whole numbers: the gap is halves / 2, the tolerance 1 / per_unit.
    return {
        "L": str(smoothness),
        "gap": f"{halves / 2:g}",
        "eps": f"{1 / per_unit:g}",
        "half": f"{smoothness * halves * per_unit**2 / 2:.1f}",
        "linear": str(smoothness * halves * per_unit),
        "answer": float(smoothness * halves * per_unit**2),
    }


def gd_3_use_a(rng: np.random.Generator) -> dict[str, float | str]:
    """Return a step's log and the curvature along it, computed from the numbers as printed."""
    eta = float(rng.choice([0.05, 0.1, 0.2, 0.4]))
    norm = round(float(rng.uniform(1.5, 4)), 1)
    first_order = eta * norm**2
    delivered = float(rng.uniform(0.15, 0.8))
    before = round(float(rng.uniform(1.5, 3)) + first_order, 4)
    after = round(before - delivered * first_order, 4)
    share = (before - after) / first_order
    answer = 2 * (1 - share) / eta
    return {
        "eta": f"{eta:g}",
        "norm": f"{norm:.1f}",
        "before": f"{before:.4f}",
        "after": f"{after:.4f}",
        "share": f"{share:.4f}",
        "answer": answer,
        "halved": answer / 2,
        "scaled": answer * eta,
        "unsquared": 2 * (1 - (before - after) / (eta * norm)) / eta,
    }
