# caught by: condition
# sentence: Your factor exists, but LLᵀ is nearly singular: the step that it gives may be
#   absurdly long. A shift has to go past −λmin by more than rounding.
import numpy as np


def modified_cholesky(H, beta=1e-3):
    if not np.isfinite(H).all() or not beta > 0:
        raise ValueError("H must be finite and beta positive")
    smallest = float(np.linalg.eigvalsh(H)[0])
    room = 1e-14 * max(1.0, float(np.abs(H).max()))
    tau = max(0.0, -smallest)
    while True:
        try:
            return np.linalg.cholesky(H + tau * np.eye(len(H))), tau
        except np.linalg.LinAlgError:
            tau += room
