def classify(g, H, tol):
    """Return "min", "max", "saddle", "degenerate" or "not_critical"."""
    return ""
