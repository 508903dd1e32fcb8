"""Numbers of the skill check's generated questions, sections 5.1 to 5.5."""

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
