"""Numbers for the skill check of part 1."""

import numpy as np


def step(rng: np.random.Generator) -> dict[str, float | str]:
    """A gradient, a curvature, and the step that they make."""
    g, h = rng.integers(2, 9, size=2)
    return {"g": str(g), "h": str(h), "answer": -g / h, "uphill": g / h}
