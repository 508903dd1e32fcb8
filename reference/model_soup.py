"""The greedy soup: a mean of fine-tuned networks that never scores below the best of them."""

from collections.abc import Callable, Sequence

from reference.state_dict import State, state_mix


def greedy_soup(
    sds: Sequence[State], score: Callable[[State, str], float]
) -> tuple[State, list[int]]:
    """Return the greedy soup of networks, and which of them are in it.

    The networks are tried from the best validation score to the worst, equal ones in the order they
    came. Each joins where the mean of all that are in and this one scores no less than the mean of
    those that are in.

    Parameters
    ----------
    sds : sequence of dict of ndarray, length k
        Networks fine-tuned from one initialisation; the same names and shapes.
    score : callable
        `score(sd, "validation")` is the held-out score of a network, the higher the better. Called
        2k - 1 times.

    Returns
    -------
    soup : dict of ndarray
        The mean of the networks that joined, in new arrays; arrays that are not floating are those
        of the best network.
    used : list of int
        Their positions in `sds`, in the order in which they joined.

    Raises
    ------
    ValueError
        When there is no network.

    References
    ----------
    Wortsman et al., Model Soups: Averaging Weights of Multiple Fine-tuned Models Improves Accuracy
    without Increasing Inference Time (2022), Recipe 1.

    Examples
    --------
    >>> import numpy as np
    >>> models = [{"w": np.array([w])} for w in (1.0, -0.5, 9.0)]
    >>> greedy_soup(models, lambda sd, part: -abs(float(sd["w"][0])))
    ({'w': array([0.25])}, [1, 0])

    """
    if not sds:
        raise ValueError("a soup needs a network")
    scores = [score(sd, "validation") for sd in sds]
    first, *others = sorted(range(len(sds)), key=lambda position: -scores[position])
    used, best = [first], scores[first]
    for position in others:
        reached = score(_mean(sds, [*used, position]), "validation")
        if reached >= best:
            used, best = [*used, position], reached
    return _mean(sds, used), used


def _mean(sds: Sequence[State], positions: Sequence[int]) -> State:
    chosen = [sds[position] for position in positions]
    return state_mix(chosen, [1 / len(chosen)] * len(chosen))
