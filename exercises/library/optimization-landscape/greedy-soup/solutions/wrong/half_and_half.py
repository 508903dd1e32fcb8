# caught by: value
# sentence: You averaged the soup with each new network half and half, so that the last counts for
#   as much as all before it. Each ingredient has the same weight.
import numpy as np


def greedy_soup(sds, score):
    if not sds:
        raise ValueError("no networks")
    scores = [score(sd, "validation") for sd in sds]
    order = sorted(range(len(sds)), key=scores.__getitem__, reverse=True)
    used, best, soup = order[:1], scores[order[0]], mean([sds[order[0]]])
    for candidate in order[1:]:
        tried = mean([soup, sds[candidate]])
        reached = score(tried, "validation")
        if reached >= best:
            used.append(candidate)
            best, soup = reached, tried
    return soup, used


def mean(sds):
    return {
        name: np.mean([sd[name] for sd in sds], axis=0) if w.dtype.kind == "f" else w.copy()
        for name, w in sds[0].items()
    }
