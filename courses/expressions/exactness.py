"""The exact half of equality: the difference of two expressions, by SymPy, where that is cheap."""

import ast
import math
from collections.abc import Sequence
from dataclasses import dataclass

from courses.expressions.grammar import Expression, exponent_read, has_symbol
from courses.expressions.values import Arithmetic

TERMS_LIMIT = 1500
BITS_LIMIT = 256


def exactly_zero(given: Expression, expected: Expression, real: Sequence[str]) -> bool | None:
    """Tell whether the difference is zero; None where SymPy cannot tell, or not cheaply."""
    try:
        if not _difference_is_small(given, expected):
            return None
    except _TooMuch:
        return None
    import sympy  # type: ignore[import-untyped]

    symbols = {
        name: sympy.Symbol(name, real=True) if name in real else sympy.Symbol(name, positive=True)
        for name in expected.symbols
    }
    arithmetic = Arithmetic(
        lambda number: sympy.Rational(repr(number)),
        {"sqrt": sympy.sqrt, "exp": sympy.exp, "log": sympy.log},
        sympy.Rational,
    )
    difference = arithmetic.value(given, symbols) - arithmetic.value(expected, symbols)
    numerator = sympy.expand(sympy.fraction(sympy.together(difference))[0])
    if numerator == 0:
        return True
    # A polynomial with rational coefficients has one form only; roots and logarithms have many.
    if not numerator.is_polynomial(*symbols.values()):
        return None
    coefficients = sympy.Poly(numerator, *symbols.values()).coeffs()
    return False if all(each.is_Rational for each in coefficients) else None


class _TooMuch(Exception):
    """SymPy might need long for this."""


@dataclass(frozen=True)
class _Size:
    """Bounds on what expanding makes: terms above and below the fraction bar, bits of a number."""

    above: int = 1
    below: int = 1
    bits: float = 1.0

    def checked(self) -> "_Size":
        if max(self.above, self.below) > TERMS_LIMIT or self.bits > BITS_LIMIT:
            raise _TooMuch
        return self


def _difference_is_small(given: Expression, expected: Expression) -> bool:
    a, b = _size(given.tree), _size(expected.tree)
    return a.above * b.below + b.above * a.below <= TERMS_LIMIT


def _size(node: ast.expr) -> _Size:
    match node:
        case ast.Constant(value=int() | float() as constant):
            # A decimal is a fraction of up to 24 places above and below.
            return _Size(bits=80 if isinstance(constant, float) else constant.bit_length())
        case ast.UnaryOp(operand=operand):
            return _size(operand)
        case ast.BinOp(op=ast.Pow()):
            return _power_size(node).checked()
        case ast.BinOp(left=left, op=op, right=right):
            return _sum_or_product_size(_size(left), op, _size(right)).checked()
        case ast.Call(func=ast.Name(id="exp"), args=[argument]) if _has_logarithm(argument):
            # SymPy makes a power of it, with any exponent.
            raise _TooMuch
        case ast.Call(args=[argument]):
            return _Size(bits=_size(argument).bits)
    return _Size()


def _sum_or_product_size(a: _Size, op: ast.operator, b: _Size) -> _Size:
    bits = a.bits + b.bits
    if isinstance(op, ast.Mult):
        return _Size(a.above * b.above, a.below * b.below, bits)
    if isinstance(op, ast.Div):
        return _Size(a.above * b.below, a.below * b.above, bits)
    return _Size(a.above * b.below + b.above * a.below, a.below * b.below, bits)


def _power_size(node: ast.BinOp) -> _Size:
    if has_symbol(node.right):
        raise _TooMuch
    base = _size(node.left)
    p, q = exponent_read(node.right)
    n = math.ceil(abs(p) / q)
    above, below = (math.comb(terms + n - 1, n) for terms in (base.above, base.below))
    if p < 0:
        above, below = below, above
    return _Size(above, below, max(1, n) * base.bits)


def _has_logarithm(node: ast.expr) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "log" for each in ast.walk(node))
