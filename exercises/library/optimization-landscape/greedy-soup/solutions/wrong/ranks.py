# caught by: value
# sentence: Your list names places in the sorted order. Asked for are positions in `sds`.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    ordered = [sds[i] for i in order]
    used, best = [0], scores[order[0]]
    for candidate in range(1, len(sds)):
        reached = score(mean([ordered[i] for i in [*used, candidate]]), "validation")
        if reached >= best:
            used.append(candidate)
            best = reached
    return mean([ordered[i] for i in used]), used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
