# caught by: not_a_number
# sentence: A NaN between the ends disappeared, one at the first end did not. Python's `max` keeps a
#   NaN only where it comes first, as every comparison with it is false.


def barrier(losses):
    if len(losses) < 2:
        raise ValueError("a path has two ends")
    return float(max(losses) - max(losses[0], losses[-1]))
