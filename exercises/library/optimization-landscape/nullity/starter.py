def nullity(H, rtol=None):
    """Return how many eigenvalues of a symmetric matrix cannot be told from zero."""
    return -1
