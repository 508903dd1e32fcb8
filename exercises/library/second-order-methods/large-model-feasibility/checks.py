"""Checks of the optimiser state: each method, then shapes, sizes and purity."""

from exercises.checking import expect_pure, expect_raises, rule_broken

METHODS = ("adamw", "muon", "shampoo", "soap", "lbfgs", "kfac", "newton")


def value(solution, reference, rng):
    """Count what is kept for each parameter, for each pair, or for all parameters together."""
    for shapes in ([(30, 20)], _layers(rng, 3), []):
        for method in ("adamw", "muon", "newton"):
            _expect_counts(solution, reference, (shapes, method))
        for m in (10, 3, 1):
            _expect_counts(solution, reference, (shapes, "lbfgs", m))


def factored(solution, reference, rng):
    """Count the two factors of each layer, and what is kept to apply them."""
    for shapes in ([(30, 21)], _layers(rng, 3)):
        _expect_counts(solution, reference, (shapes, "kfac"))


def rotated(solution, reference, rng):
    """Count moments, statistics, and roots or bases."""
    for shapes in ([(30, 20)], _layers(rng, 3)):
        for method in ("shampoo", "soap"):
            _expect_counts(solution, reference, (shapes, method))


def size(solution, reference, rng):
    """Ask for elements of other sizes."""
    shapes = _layers(rng, 2)
    for method in METHODS:
        for size_bytes in (2, 8):
            _expect_counts(solution, reference, (shapes, method, 10, size_bytes))


def unknown(solution, reference, rng):
    """Name methods that are not in the table."""
    for method in ("sgd", "SOAP", ""):
        expect_raises(solution.call([(3, 2)], method), ValueError, case=f"method = {method!r}")


def vectors(solution, reference, rng):
    """Give vectors alone, then matrices with a side at and beyond `max_dim`."""
    for method in METHODS:
        _expect_counts(solution, reference, ([(7,), (12,)], method))
    for method in ("shampoo", "soap"):
        for shape in ((40, 9), (9, 41), (41, 42), (40, 40)):
            _expect_counts(solution, reference, ([shape, (5,)], method, 10, 4, 40))


def convolutions(solution, reference, rng):
    """Give kernels with four dimensions."""
    shapes = [(8, 3, 5, 5), (int(rng.integers(10, 20)), 8, 3, 3), (10,)]
    for method in METHODS:
        _expect_counts(solution, reference, (shapes, method))


def exact(solution, reference, rng):
    """Count for models whose numbers neither a float nor a 64-bit integer holds."""
    side = 2**31 + int(rng.integers(1, 1000))
    shapes = [(side, side + 2), (side,)]
    for method in METHODS:
        _expect_counts(solution, reference, (shapes, method, 10, 2, 2**40))


def purity(solution, reference, rng):
    """Call twice with the same inputs, and look at what the calls left behind."""
    shapes = _layers(rng, 3)
    expect_pure(solution, shapes, "soap", what="the counts", case=f"shapes = {shapes}")
    _expect_counts(solution, reference, (shapes, "soap"))


def _expect_counts(solution, reference, arguments):
    got, want = solution(*arguments), reference(*arguments)
    shapes, method, *more = arguments
    case = ", ".join([f"{method}, shapes = {shapes}", *map(str, more)])
    if not isinstance(got, dict) or set(got) != set(want):
        observed = f"the result has the names {sorted(got)}" if isinstance(got, dict) else got
        rule_broken(case, f"{observed!s:.200}", "a dict with the names of the table")
    for name, count in want.items():
        if not isinstance(got[name], str):
            observed = f"the value of {name} is a {type(got[name]).__name__}"
            rule_broken(case, observed, "a string of decimal digits")
        if got[name] != count:
            rule_broken(case, f"{name} is {got[name]!s:.60}", "every digit of the count")


def _layers(rng, count):
    """Return the shapes of a network of dense layers with biases."""
    widths = [int(width) for width in rng.integers(3, 40, count + 1)]
    layers = zip(widths[1:], widths[:-1], strict=True)
    return [shape for o, i in layers for shape in ((o, i), (o,))]
