"""Numbers of the generated questions of this part."""

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


def ol_2_use_a(rng: np.random.Generator) -> dict[str, float | str]:
    """Return three losses on a segment, the curvature that they prove, and four wrong ones."""
    # In hundredths: the ends differ by an even number, so that the chord is one, too.
    first = int(rng.integers(10, 30))
    last = first + 2 * int(rng.integers(4, 9))
    middle = last + int(rng.integers(20, 60))
    # The value proved has four decimals at most.
    distance = int(rng.choice([4, 5, 10]))
    chord = (first + last) // 2
    proved = -8 / 100 / distance**2
    return {
        "first": f"{first / 100:.2f}",
        "middle": f"{middle / 100:.2f}",
        "last": f"{last / 100:.2f}",
        "distance": str(distance),
        "chord": f"{chord / 100:.2f}",
        "bulge": f"{(middle - chord) / 100:.2f}",
        "shown": f"{proved * (middle - chord):.4f}",
        "no_chord": proved * middle,
        "from_higher_end": proved * (middle - last),
        "not_squared": proved * distance * (middle - chord),
        "no_eight": proved / 8 * (middle - chord),
        "answer": proved * (middle - chord),
    }
