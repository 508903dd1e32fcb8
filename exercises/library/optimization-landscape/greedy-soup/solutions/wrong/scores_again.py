# caught by: calls
# sentence: You scored the soup again for each network that was tried. Its score is known since it
#   was accepted, and each costs a pass over the data.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    used = order[:1]
    for candidate in order[1:]:
        reached = score(mean([sds[i] for i in [*used, candidate]]), "validation")
        if reached >= score(mean([sds[i] for i in used]), "validation"):
            used.append(candidate)
    return mean([sds[i] for i in used]), used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
