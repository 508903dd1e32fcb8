# Treats the path as a curve over [0, 2] and bisects for the point where it leaves the ball.
import numpy as np


def dogleg(g, B, delta):
    if not delta > 0:
        raise ValueError("delta must be positive")
    if not g.any():
        return 0 * g
    u = g / np.linalg.norm(g)
    curvature = u @ B @ u
    if curvature <= 0:
        return -delta * u
    bend = -(u @ g) / curvature * u
    end = np.linalg.solve(B, -g) if np.linalg.eigvalsh(B)[0] > 0 else bend

    def path(t):
        return t * bend if t <= 1 else bend + (t - 1) * (end - bend)

    if np.linalg.norm(end) <= delta:
        return end
    low, high = 0.0, 2.0
    for _ in range(80):
        middle = (low + high) / 2
        if np.linalg.norm(path(middle)) <= delta:
            low = middle
        else:
            high = middle
    return path(low)
