"""The recursion's growth check has room for slow right answers, and none for wrong orders."""

import types

import numpy as np

from exercises.checking.growth import CROSSING_S, CROSSING_S_PER_BYTE, Timings, rules_broken
from exercises.format.loading import exercise_get


def executed(path):
    module = types.ModuleType(path.stem)
    exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
    return module


def test_the_recursions_growth_tells_wrong_orders_from_slow_right_answers():
    """Times as they would be with 6 µs for a pair of two vectors of 500, and no noise."""
    asked = {}

    def expect_growth(solution, reference, make_arguments, n, exponent, **more):
        asked.update(more, n=n, exponent=exponent, arguments=make_arguments)

    checks = executed(exercise_get("two-loop-recursion").folder / "checks.py")
    checks.expect_growth = expect_growth
    checks.growth(None, None, None)
    n, pair_s = asked["n"], 6e-6
    arguments = asked["arguments"](np.random.default_rng(0), 4 * n)
    crossing_s = CROSSING_S + CROSSING_S_PER_BYTE * sum(array.nbytes for array in arguments)

    def broken(small, large):
        took = Timings(small * pair_s, large * pair_s, n * pair_s, 4 * n * pair_s, crossing_s)
        return rules_broken(took, asked["exponent"], asked["at_most"])

    assert broken(n, 4 * n) == set()
    assert broken(200 * n, 800 * n) == set(), "plain loops over the entries"
    assert broken(10 * n**2, 160 * n**2) == {"growth"}
    assert broken(2**n, 2 ** (4 * n)) == {"growth", "ceiling"}
    assert broken(2 ** (4 * n - 2), 2 ** (4 * n)) == {"ceiling"}, "waits at the small size"
