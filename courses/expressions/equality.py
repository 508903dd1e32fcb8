"""Whether two expressions are equal: exactly where SymPy can tell cheaply, else with 50 digits.

SymPy's `simplify` may run for ever on a few characters. So only two of its steps are used, one
fraction and its expanded numerator, and only where a count says that both stay small. Before that
the expressions agree as floats, so that no step of them is endless.
"""

from collections.abc import Sequence

from courses.expressions.exactness import exactly_zero
from courses.expressions.grammar import Expression, expression_read
from courses.expressions.values import Arithmetic, UndefinedError, float_value, points

FLOAT_TOLERANCE = 1e-6
DIGITS = 50
CLOSE_TOLERANCE = 1e-30
POINTS_NEEDED = 4


def are_equal(text: str, right: str, symbols: Sequence[str], real: Sequence[str] = ()) -> bool:
    """Tell whether a text means the right one; raises ExpressionError where it means nothing."""
    given, expected = expression_read(text, symbols), expression_read(right, symbols)
    found = _agreeing_points(given, expected, real)
    if not found:
        return False
    exact = exactly_zero(given, expected, real)
    return _agree_closely(given, expected, found) if exact is None else exact


def is_comparable(text: str, symbols: Sequence[str], real: Sequence[str] = ()) -> bool:
    """Tell whether an expression has values at enough points to compare others with it."""
    expression = expression_read(text, symbols)
    return bool(_agreeing_points(expression, expression, real))


def _agreeing_points(
    given: Expression, expected: Expression, real: Sequence[str]
) -> list[dict[str, float]]:
    """Return the points where the right one has a value, or none where the other one differs."""
    found = []
    for point in points(expected.symbols, real):
        try:
            b = float_value(expected, point)
        except UndefinedError:
            continue
        try:
            a = float_value(given, point)
        except UndefinedError:
            return []
        if abs(a - b) > FLOAT_TOLERANCE * max(abs(a), abs(b)):
            return []
        found.append(point)
    return found if len(found) >= POINTS_NEEDED else []


def _agree_closely(given: Expression, expected: Expression, found: list[dict[str, float]]) -> bool:
    from mpmath import MPContext  # type: ignore[import-untyped]

    # A context of its own: the global one's precision is everybody's.
    mp = MPContext()
    mp.dps = DIGITS
    arithmetic = Arithmetic(
        lambda number: mp.mpf(repr(number)),
        {"sqrt": mp.sqrt, "exp": mp.exp, "log": mp.log},
        lambda p, q: mp.mpf(p) / q,
    )
    for point in found:
        at = {symbol: mp.mpf(each) for symbol, each in point.items()}
        a, b = arithmetic.value(given, at), arithmetic.value(expected, at)
        if abs(a - b) > CLOSE_TOLERANCE * max(abs(a), abs(b)):
            return False
    return True
