# caught by: purity
# sentence: The best network changed during the call: the others were added into its arrays. The
#   ingredients are still needed; stir in a pot of your own.
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
    soup = sds[used[0]]
    for name, w in soup.items():
        if w.dtype.kind == "f":
            for i in used[1:]:
                np.add(w, sds[i][name], out=w)
            np.divide(w, len(used), out=w)
    return {name: w.copy() for name, w in soup.items()}, used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
