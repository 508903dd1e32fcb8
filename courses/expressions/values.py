"""Computes expressions: with floats, with more digits than a float has, and exactly."""

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.expressions.grammar import Expression, exponent_read, has_symbol

POINTS = 24
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)
POSITIVE_FROM = 0.2
POSITIVE_RATIO = 25.0
REAL_TO = 2.0

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class UndefinedError(Exception):
    """The expression has no finite real value at this point."""


def points(symbols: Sequence[str], real: Sequence[str]) -> Iterator[dict[str, float]]:
    """Yield points to compare expressions at: the same ones in every language, spread evenly.

    Coordinate j of point i is the fractional part of i·sqrt(prime j) + 1/2, mapped to its range.
    """
    for number in range(1, POINTS + 1):
        point = {}
        for index, symbol in enumerate(symbols):
            u = (0.5 + number * math.sqrt(PRIMES[index])) % 1.0
            point[symbol] = (
                REAL_TO * (2 * u - 1) if symbol in real else POSITIVE_FROM * POSITIVE_RATIO**u
            )
        yield point


@dataclass(frozen=True)
class Arithmetic:
    """What numbers, functions and constant exponents are, and what is done with each result."""

    number: Callable[[float], Any]
    functions: Mapping[str, Callable[[Any], Any]]
    exponent: Callable[[int, int], Any]
    result: Callable[[Any], Any] = lambda result: result

    def value(self, expression: Expression, symbols: Mapping[str, Any]) -> Any:
        """Return the value of an expression where its symbols have these values."""

        def of(node: ast.expr) -> Any:
            match node:
                case ast.Constant(value=int() | float() as constant):
                    return self.number(constant)
                case ast.Name():
                    return symbols[expression.symbol(node)]
                case ast.UnaryOp(op=sign, operand=operand):
                    return -of(operand) if isinstance(sign, ast.USub) else of(operand)
                case ast.BinOp():
                    return self.result(binary(node))
                case ast.Call(func=ast.Name(id=name), args=[argument]):
                    return self.result(self.functions[name](of(argument)))
            raise TypeError(f"The grammar has no {node!r}.")

        def binary(node: ast.BinOp) -> Any:
            if not isinstance(node.op, ast.Pow):
                return BINARY[type(node.op)](of(node.left), of(node.right))
            if has_symbol(node.right):
                return of(node.left) ** of(node.right)
            return of(node.left) ** self.exponent(*exponent_read(node.right))

        return of(expression.tree)


def float_value(expression: Expression, point: Mapping[str, float]) -> float:
    """Return the value at a point; raises UndefinedError where some step of it is not finite."""
    try:
        return float(FLOATS.value(expression, point))
    except (ArithmeticError, ValueError):
        raise UndefinedError from None


def _finite(result: Any) -> float:
    if isinstance(result, complex) or not math.isfinite(result):
        raise UndefinedError
    return float(result)


FLOATS = Arithmetic(
    float,
    {"sqrt": math.sqrt, "exp": math.exp, "log": math.log},
    lambda p, q: p / q,
    _finite,
)
