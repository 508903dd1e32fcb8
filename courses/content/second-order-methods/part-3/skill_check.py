"""Numbers of the generated questions of this part."""

import numpy as np


def so_3_covers_b(rng: np.random.Generator) -> dict[str, float | str]:
    """Return probes and errors of a trace estimate, and the probes that a smaller error takes."""
    probes = int(rng.choice([12, 16, 20, 25, 32]))
    # With a larger ratio the probes still missing are too close to all of them.
    ratio = int(rng.choice([3, 4]))
    wanted = float(rng.choice([0.2, 0.5, 1.5, 2.5]))
    factor = ratio**2
    return {
        "probes": str(probes),
        "trace": str(int(rng.integers(60, 400))),
        "error": f"{ratio * wanted:.1f}",
        "wanted": f"{wanted:.1f}",
        "factor": str(factor),
        "linear": str(ratio * probes),
        "further": str((factor - 1) * probes),
        "answer": float(factor * probes),
    }


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
