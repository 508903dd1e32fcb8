# caught by: counters
# sentence: The counters are those of the first network of the list. They are those of the best
#   one.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    used, best = order[:1], scores[order[0]]
    for candidate in order[1:]:
        reached = score(mean([sds[i] for i in [*used, candidate]]), "validation")
        if reached >= best:
            used.append(candidate)
            best = reached
    soup = mean([sds[i] for i in used])
    counters = {name: w.copy() for name, w in sds[0].items() if w.dtype.kind != "f"}
    return soup | counters, used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
