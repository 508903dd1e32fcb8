def clip_by_global_norm(grads, c):
    """Return the list of clipped gradients and the global norm before clipping."""
    return list(grads), float("nan")
