# caught by: value
# sentence: Your losses lie on a straight line between those of the ends: the losses were mixed.
#   The loss must be evaluated at mixed weights.


def interpolate_losses(loss, sd_a, sd_b, alphas):
    _fit(sd_a, sd_b)
    start, end = loss(sd_a), loss(sd_b)
    return (1 - alphas) * start + alphas * end


def _fit(sd_a, sd_b):
    if sd_a.keys() != sd_b.keys() or any(sd_a[name].shape != sd_b[name].shape for name in sd_a):
        raise ValueError("the networks do not fit")
