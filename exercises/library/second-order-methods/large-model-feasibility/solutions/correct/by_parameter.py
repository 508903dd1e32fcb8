# Adds up parameter by parameter, with a rule for each method.
from collections import Counter


def second_order_state(shapes, method, m=10, itemsize=4, max_dim=10_000):
    names = {
        "adamw": ["moments"],
        "muon": ["momentum", "moments"],
        "shampoo": ["momentum", "statistics", "roots"],
        "soap": ["moments", "statistics", "bases"],
        "lbfgs": ["pairs"],
        "kfac": ["factors", "inverses"],
        "newton": ["hessian"],
    }
    if method not in names:
        raise ValueError("no such method")
    kept = Counter(dict.fromkeys(names[method], 0))
    everything = 0
    for shape in shapes:
        size = 1
        for d in shape:
            size *= d
        everything += size
        for name, count in _of_parameter(method, shape, size, m, max_dim):
            kept[name] += count
    if method == "newton":
        kept["hessian"] = everything**2
    elements = sum(kept.values())
    result = dict(kept) | {"elements": elements, "bytes": itemsize * elements}
    return {name: f"{count:d}" for name, count in result.items()}


def _of_parameter(method, shape, size, m, max_dim):
    is_matrix = len(shape) > 1
    squares = sum(d**2 for d in shape if d <= max_dim) if is_matrix else 0
    if method == "adamw":
        yield "moments", 2 * size
    elif method == "muon":
        yield ("momentum", size) if is_matrix else ("moments", 2 * size)
    elif method in ("shampoo", "soap"):
        yield ("momentum", size) if method == "shampoo" else ("moments", 2 * size)
        yield "statistics", squares
        yield "roots" if method == "shampoo" else "bases", squares
    elif method == "lbfgs":
        yield "pairs", 2 * m * size
    elif method == "kfac" and is_matrix:
        both = shape[0] ** 2 + (size // shape[0]) ** 2
        yield "factors", both
        yield "inverses", both
