# caught by: statistics
# sentence: Your statistics are those of the last batch alone. All batches count.


def swa_update(avg, n, new):
    if n < 0:
        raise ValueError("n counts networks")
    if n == 0:
        return {name: w.copy() for name, w in new.items()}
    return {
        name: avg[name] + (w - avg[name]) / (n + 1) if w.dtype.kind == "f" else w.copy()
        for name, w in new.items()
    }


def update_bn(batches):
    if not batches or any(len(x) < 2 for x in batches):
        raise ValueError("each batch needs two rows")
    return batches[-1].mean(axis=0), batches[-1].var(axis=0, ddof=1)
