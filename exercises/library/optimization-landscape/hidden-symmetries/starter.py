import numpy as np


def permute_hidden(sd, perm):
    """Return the network with its hidden units in the order perm."""
    return {name: np.full(array.shape, np.nan) for name, array in sd.items()}


def rescale(sd, alpha, activation):
    """Return the network with each hidden unit rescaled by its factor."""
    return {name: np.full(array.shape, np.nan) for name, array in sd.items()}


def symmetry_null_vector(sd):
    """Return the velocity of a common rescaling of all hidden units."""
    return {name: np.full(array.shape, np.nan) for name, array in sd.items()}
