# A loop in plain Python that stops at a NaN.
import math


def barrier(losses):
    values = [float(loss) for loss in losses]
    if len(values) < 2:
        raise ValueError("two losses are needed")
    highest = end = max(values[0], values[-1])
    for loss in values:
        if math.isnan(loss):
            return math.nan
        highest = max(highest, loss)
    return highest - end
