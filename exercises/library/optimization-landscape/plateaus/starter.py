def plateaus(trace, reltol, minlen):
    """Return the plateaus of a loss trace as a list of half-open intervals (a, b)."""
    return [(0, 0)]
