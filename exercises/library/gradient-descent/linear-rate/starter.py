def linear_rate(dist):
    """Return the factor by which the distances of a run shrink from one step to the next."""
    return 0.0


def iterations_to(eps, kappa, eta):
    """Return how many steps of size eta/L surely leave at most the share eps of the distance."""
    return 0.0
