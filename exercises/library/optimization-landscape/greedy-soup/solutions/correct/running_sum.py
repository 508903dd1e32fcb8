# Keeps the sum of the ingredients, and divides it when a mean is tasted.
import numpy as np


def greedy_soup(sds, score):
    if len(sds) == 0:
        raise ValueError("there is nothing to stir")
    scores = np.array([score(sd, "validation") for sd in sds])
    order = np.argsort(-scores, kind="stable").tolist()
    fixed = sds[order[0]]
    names = [name for name in fixed if np.issubdtype(fixed[name].dtype, np.floating)]
    total = {name: fixed[name].copy() for name in names}
    best, used = scores[order[0]], [order[0]]
    for candidate in order[1:]:
        tried = {name: total[name] + sds[candidate][name] for name in names}
        reached = score(_divided(tried, len(used) + 1, fixed), "validation")
        if not reached < best:
            best, total = reached, tried
            used.append(candidate)
    return _divided(total, len(used), fixed), used


def _divided(total, count, fixed):
    return {name: total[name] / count if name in total else fixed[name].copy() for name in fixed}
