# caught by: exact
# sentence: Your count has overflowed: NumPy’s integers have 64 bits and wrap around without a
#   word. Python’s do not.
import numpy as np


def second_order_state(shapes, method, m=10, itemsize=4, max_dim=10_000):
    np.seterr(over="ignore")
    total = sum(np.prod(shape, dtype=np.int64) for shape in shapes)
    matrices = [
        (shape[0], np.prod(shape[1:], dtype=np.int64)) for shape in shapes if len(shape) > 1
    ]
    inside = sum(o * i for o, i in matrices)
    sides = sum(
        np.int64(d) * np.int64(d)
        for shape in shapes
        if len(shape) > 1
        for d in shape
        if d <= max_dim
    )
    factors = sum(np.int64(o) * np.int64(o) + i * i for o, i in matrices)
    buffers = {
        "adamw": {"moments": 2 * total},
        "muon": {"momentum": inside, "moments": 2 * (total - inside)},
        "shampoo": {"momentum": total, "statistics": sides, "roots": sides},
        "soap": {"moments": 2 * total, "statistics": sides, "bases": sides},
        "lbfgs": {"pairs": 2 * m * total},
        "kfac": {"factors": factors, "inverses": factors},
        "newton": {"hessian": total * total},
    }
    if method not in buffers:
        raise ValueError(f"unknown method {method}")
    kept = buffers[method]
    elements = sum(kept.values())
    kept = {**kept, "elements": elements, "bytes": elements * itemsize}
    return {name: str(int(count)) for name, count in kept.items()}
