# caught by: no_harm
# sentence: You compared each mean with the network that was tried, which is easily beaten. The
#   mean must score no less than the soup so far.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    used = order[:1]
    for candidate in order[1:]:
        reached = score(mean([sds[i] for i in [*used, candidate]]), "validation")
        if reached >= scores[candidate]:
            used.append(candidate)
    return mean([sds[i] for i in used]), used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
