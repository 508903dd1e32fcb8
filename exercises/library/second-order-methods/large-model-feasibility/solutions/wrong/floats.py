# caught by: exact
# sentence: Your count is off in its last digits: it went through a float, which holds about 16.
#   Python’s integers hold all of them.
from math import prod


def second_order_state(shapes, method, m=10, itemsize=4, max_dim=10_000):
    total = sum(float(prod(shape)) for shape in shapes)
    matrices = [(float(shape[0]), float(prod(shape[1:]))) for shape in shapes if len(shape) > 1]
    inside = sum(o * i for o, i in matrices)
    sides = sum(float(d) * d for shape in shapes if len(shape) > 1 for d in shape if d <= max_dim)
    factors = sum(o * o + i * i for o, i in matrices)
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
    return {name: f"{count:.0f}" for name, count in kept.items()}
