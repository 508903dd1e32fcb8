"""Numbers of the generated items of this part's skill check."""

import numpy as np


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
