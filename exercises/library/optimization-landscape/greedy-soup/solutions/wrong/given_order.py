# caught by: value
# sentence: You tried the networks in the order they came in. They are tried from the best score
#   to the worst.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    used, best = [0], score(sds[0], "validation")
    for candidate in range(1, len(sds)):
        reached = score(mean([sds[i] for i in [*used, candidate]]), "validation")
        if reached >= best:
            used.append(candidate)
            best = reached
    return mean([sds[i] for i in used]), used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
