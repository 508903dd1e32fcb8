"""The worked example of the optimiser state, by the reference and by hand."""

import pytest

from reference.optimizer_state import second_order_numerals


@pytest.mark.parametrize(
    ("method", "elements", "size", "with_bias"),
    [
        ("muon", 600, 2400, 600 + 2 * 30),
        ("adamw", 1200, 4800, 1200 + 2 * 30),
        ("shampoo", 600 + 900 + 400 + 1300, 12_800, 3200 + 30),
        ("soap", 1200 + 1300 + 1300, 15_200, 3800 + 60),
        ("kfac", 2600, 10_400, 2600),
        ("lbfgs", 12_000, 48_000, 2 * 10 * 630),
        ("newton", 360_000, 1_440_000, 630**2),
    ],
)
def test_the_counts_of_the_example_are_right(method, elements, size, with_bias):
    counted = second_order_numerals([(30, 20)], method)
    assert (counted["elements"], counted["bytes"]) == (str(elements), str(size))
    assert second_order_numerals([(30, 20), (30,)], method)["elements"] == str(with_bias)


def test_the_result_written_out_in_the_statement_is_right():
    names = ("moments", "statistics", "bases", "elements", "bytes")
    numerals = ("1200", "1300", "1300", "3800", "15200")
    result = second_order_numerals([(30, 20)], "soap")
    assert tuple(result.items()) == tuple(zip(names, numerals, strict=True))
