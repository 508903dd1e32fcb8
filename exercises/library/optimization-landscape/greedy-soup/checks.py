"""Checks of the greedy soup: correctness, then purity, then cost."""

import numpy as np

from exercises.checking import (
    expect_close,
    expect_dtype,
    expect_equal,
    expect_oracle_calls,
    expect_pure,
    expect_raises,
    expect_tuple,
    rule_broken,
    tolerance_for,
)


def value(solution, reference, rng):
    """Stir networks around one optimum, some of them far off; then take one network alone."""
    for k in (8, 5, 1):
        sds, score = _regression(rng, k)
        _expect_soup(solution(sds, score), reference(sds, score), f"k = {k}")


def ties(solution, reference, rng):
    """Score in whole numbers, so that many networks are equal; then give all the same score."""
    sds = [_single(w) for w in (1.25, 0.5, 1.75, -0.25, 0.125)]
    for named, score in (
        ("scores in whole numbers", _scored(lambda w: -np.floor(abs(w)))),
        ("all scores equal", _scored(lambda _: 0.5)),
    ):
        _expect_soup(solution(sds, score), reference(sds, score), f"k = 5, {named}")


def no_harm(solution, reference, rng):
    """Let a third network make the soup worse, which is still better than the best alone."""
    scale = rng.uniform(0.5, 2.0)
    sds = [_single(scale * w) for w in (1.0, 0.8, -0.9)]
    score = _scored(lambda w: -abs(w))
    _expect_soup(solution(sds, score), reference(sds, score), "k = 3")


def rejected(solution, reference, rng):
    """Put a barrier between the best network and all others."""
    sds = [_single(w) for w in (-3.0, 2.0, -4.0)]
    score = _scored(lambda w: -abs(abs(w) - 1.9))
    _expect_soup(solution(sds, score), reference(sds, score), "k = 3, a barrier in between")


def held_out(solution, reference, rng):
    """Draw the test data around another optimum than the validation data."""
    sds, score = _regression(rng, 6)
    got = solution(sds, score)
    _expect_soup(got, reference(sds, score), "k = 6, test data of another kind")
    alone = max(score(sd, "validation") for sd in sds)
    if not score(got[0], "validation") >= alone:
        rule_broken("k = 6", "the soup scores less than one of its networks", "it never does")


def counters(solution, reference, rng):
    """Count steps; the best network is not the first."""
    sds, score = _regression(rng, 5)
    best = int(np.argmax([score(sd, "validation") for sd in sds]))
    sds = sds[best + 1 :] + sds[: best + 1]
    for position, sd in enumerate(sds):
        sd["steps"] = np.array([100 + 7 * position])
    _expect_soup(solution(sds, score), reference(sds, score), "k = 5, with a counter")


def refused(solution, reference, rng):
    """Give no network."""
    expect_raises(solution.call([], _scored(abs)), ValueError, case="k = 0")


def purity(solution, reference, rng):
    """Call twice with the same networks, and look at what the calls left behind."""
    scale = rng.uniform(0.5, 2.0)
    sds, score = [_single(scale * w) for w in (1.0, -0.8, 5.0)], _scored(lambda w: -abs(w))
    got = expect_pure(solution, sds, score, what="the result", case="k = 3")
    _expect_soup(got, reference(sds, score), "k = 3")


def calls(solution, reference, rng):
    """Count the scores."""
    for k in (1, 6):
        sds, score = _regression(rng, k)
        _expect_soup(solution(sds, score), reference(sds, score), f"k = {k}")
        expect_oracle_calls(solution, "score", 2 * k - 1, what="scores", case=f"k = {k}")


def _regression(rng, k):
    """Return k networks around an optimum, every fourth far off, and a score on two data sets."""
    optima = {"validation": rng.standard_normal(6), "test": 5 * rng.standard_normal(6)}
    data = {}
    for part, optimum in optima.items():
        x = rng.standard_normal((40, 6))
        data[part] = x, x @ optimum
    sds = []
    for position in range(k):
        spread = 5.0 if position % 4 == 2 else 1.0
        w = optima["validation"] + spread * rng.standard_normal(6)
        sds.append({"w": w, "steps": np.array([50])})

    def score(sd, part):
        x, y = data[_part(part)]
        return -float(np.mean((x @ _weights(sd, 6) - y) ** 2))

    return sds, score


def _scored(rule):
    """Return a score of networks with one weight."""

    def score(sd, part):
        _part(part)
        return float(rule(_weights(sd, 1)[0]))

    return score


def _part(part):
    if part not in ("validation", "test"):
        raise ValueError('the part is "validation" or "test"')
    return part


def _weights(sd, d):
    if not isinstance(sd, dict) or sd.keys() != {"w", "steps"}:
        raise TypeError("a network is a dict with the arrays w and steps")
    w, steps = sd["w"], sd["steps"]
    if not isinstance(w, np.ndarray) or w.shape != (d,) or w.dtype != np.float64:
        raise TypeError(f"`w` is a float64 array of shape ({d},) in this network")
    if not isinstance(steps, np.ndarray) or steps.dtype != np.int64:
        raise TypeError("`steps` is an int64 array in this network")
    return w


def _single(w):
    return {"w": np.array([w]), "steps": np.array([50])}


def _expect_soup(got, want, case):
    soup, used = expect_tuple(got, ("soup", "used"), case=case)
    right, positions = want
    expect_equal(used, positions, what="the list of ingredients", case=case)
    if not isinstance(soup, dict) or soup.keys() != right.keys():
        rule_broken(case, "the soup is something else", "a dict with the arrays of the networks")
    tolerance = tolerance_for(np.float64, "recursion", size=6)
    expect_close(soup["w"], right["w"], tolerance=tolerance, what="the soup's `w`", case=case)
    expect_dtype(soup["steps"], np.int64, what="the soup's counter", case=case)
    expect_equal(soup["steps"], right["steps"], what="the soup's counter", case=case)
