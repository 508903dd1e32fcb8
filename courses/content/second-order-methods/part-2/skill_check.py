"""Numbers of the generated questions of this part."""

import numpy as np


def so_2_use_b(rng: np.random.Generator) -> dict[str, float | str]:
    """Return both parts of a curvature, and the longest share of a Gauss-Newton step."""
    # More than 2, so that the two shares that come of mistakes differ.
    kept = round(float(rng.uniform(2.2, 4.0)), 1)
    # Full steps run away only where the dropped part is the larger one.
    dropped = round(kept * float(rng.uniform(1.3, 4.0)), 1)
    return {
        "kept": f"{kept:.1f}",
        "dropped": f"{dropped:.1f}",
        "newton": kept / (kept + dropped),
        "descent": 2 / (kept + dropped),
        "term": 2 * kept / dropped,
        "answer": 2 * kept / (kept + dropped),
    }
