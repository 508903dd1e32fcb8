def value(solution, reference, rng):
    return None


def purity(solution, reference, rng):
    return None
