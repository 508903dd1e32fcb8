def inertia(H):
    """Return how many eigenvalues are positive, zero and negative."""
    return 0, 0, 0
