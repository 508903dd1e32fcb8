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
