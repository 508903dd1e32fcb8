"""Numbers for the generated questions of the part's skill check."""

import numpy as np


def so_3_use_a(rng: np.random.Generator) -> dict[str, float | str]:
    """Return what a log shows of one step, and the ratio of actual to promised decrease."""
    slope = round(float(rng.uniform(0.4, 2.0)), 2)
    curvature = round(slope * float(rng.uniform(0.3, 0.8)), 2)
    promise = slope - curvature / 2
    before = round(float(rng.uniform(2.0, 5.0)), 3)
    after = round(before - promise * float(rng.uniform(0.3, 0.8)), 3)
    decrease = before - after
    return {
        "slope": f"{-slope:.2f}",
        "curvature": f"{curvature:.2f}",
        "before": f"{before:.3f}",
        "after": f"{after:.3f}",
        "promise": f"{promise:.3f}",
        "decrease": f"{decrease:.3f}",
        "no_half": decrease / (slope - curvature),
        "tangent": decrease / slope,
        "inverted": promise / decrease,
        "answer": decrease / promise,
    }
