# caught by: no_harm
# sentence: You compared each mean with the best single network, so that a network joined which
#   made the soup worse. The soup so far is what counts.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    used = order[:1]
    for candidate in order[1:]:
        reached = score(mean([sds[i] for i in [*used, candidate]]), "validation")
        if reached >= max(scores):
            used.append(candidate)
    return mean([sds[i] for i in used]), used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
