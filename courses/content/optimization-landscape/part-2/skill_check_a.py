"""Numbers for the skill-check items of sections 3.1 to 3.5 that are made from a seed."""

import numpy as np


def ol_2_covers_b(rng: np.random.Generator) -> dict[str, float | str]:
    """Return a stall: its step size, smoothness, gradient bound and fall, and how long it lasts."""
    eta = float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    product = float(rng.choice([0.4, 0.5, 0.6, 0.8]))
    epsilon = float(rng.choice([0.02, 0.03, 0.05]))
    fall = float(rng.choice([0.04, 0.06, 0.09]))
    whole = fall / (eta * epsilon**2)
    return {
        "eta": f"{eta:g}",
        "smoothness": f"{product / eta:g}",
        "epsilon": f"{epsilon:g}",
        "fall": f"{fall:g}",
        "factor": f"{1 + product / 2:g}",
        "other": f"{1 - product / 2:g}",
        "answer": whole / (1 + product / 2),
        "minus": f"{whole / (1 - product / 2):.6g}",
        "plain": f"{whole:.6g}",
        "not_squared": f"{whole * epsilon / (1 + product / 2):.6g}",
    }
