"""Numbers of the generated questions of this part."""

import numpy as np


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
