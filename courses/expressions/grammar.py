"""Reads an expression that a learner typed; nothing of it is ever evaluated as Python."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

FUNCTIONS = ("sqrt", "exp", "log")
LENGTH_LIMIT = 200
# Numbers, names and operators; parentheses do not count.
TOKEN_LIMIT = 60
DIGITS_LIMIT = 12
EXPONENT_LIMIT = 20
DENOMINATOR_LIMIT = 12

UNREADABLE = "This does not read as one expression."

TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<operator>\*\*|[-+*/^])|(?P<bracket>[()])",
    re.ASCII,
)
SHAPES = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop, ast.expr_context)


class ExpressionError(Exception):
    """An expression that is not one of ours; the message tells its author what to change."""


@dataclass(frozen=True)
class Expression:
    """A tree whose every node the grammar allows; a name `_2` in it means `symbols[2]`."""

    tree: ast.expr
    symbols: tuple[str, ...]

    def symbol(self, node: ast.Name) -> str:
        """Return the symbol that a name of the tree stands for."""
        return self.symbols[int(node.id[1:])]


def expression_read(text: str, symbols: Sequence[str]) -> Expression:
    """Return the expression that a text means; raises ExpressionError and nothing else."""
    if len(text) > LENGTH_LIMIT:
        raise ExpressionError(f"At most {LENGTH_LIMIT} characters, please.")
    code = _python(text, symbols)
    try:
        tree = ast.parse(code, mode="eval").body
    except SyntaxError:
        raise ExpressionError(UNREADABLE) from None
    _shape_check(tree)
    _exponents_check(tree)
    return Expression(tree, tuple(symbols))


def _python(text: str, symbols: Sequence[str]) -> str:
    """Return the text as Python in which symbols are called `_0`, `_1`, …"""
    words: list[str] = []
    before, count, position = "", 0, 0
    text = text.replace("−", "-").strip()
    if not text:
        raise ExpressionError("Write an expression first.")
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = TOKEN.match(text, position)
        if match is None:
            raise ExpressionError(f"The character {text[position]} has no meaning here.")
        kind, word = str(match.lastgroup), match.group()
        _neighbours_check(before, kind, word)
        words.append(_word(kind, word, symbols))
        count += kind != "bracket"
        before, position = word, match.end()
    if count > TOKEN_LIMIT:
        raise ExpressionError("This is too long; the answer is shorter.")
    return " ".join(words)


def _neighbours_check(before: str, kind: str, word: str) -> None:
    """Refuse what schoolbooks leave out: 2x and x(y+1) have no single reading."""
    if before in FUNCTIONS:
        if word != "(":
            raise ExpressionError("Write functions with parentheses, as in sqrt(x).")
        return
    ends_value = before != "" and (before[-1].isalnum() or before[-1] in "_.)")
    if ends_value and (kind in {"number", "name"} or word == "("):
        raise ExpressionError(f"Write multiplication with *, here before {word}.")


def _word(kind: str, word: str, symbols: Sequence[str]) -> str:
    if kind == "number":
        digits = re.sub(r"[eE].*|\D", "", word).strip("0")
        if len(digits) > DIGITS_LIMIT or len(word) > 2 * DIGITS_LIMIT or _size(word) > DIGITS_LIMIT:
            raise ExpressionError(f"The number {word} is too long.")
        # Python refuses 007, and needs no more than a float's digits.
        return re.sub(r"^0+(?=\d)", "", word)
    if kind == "name" and word not in FUNCTIONS:
        if word not in symbols:
            known = ", ".join([*symbols, *FUNCTIONS])
            raise ExpressionError(f"There is no {word} here; use {known}.")
        return f"_{list(symbols).index(word)}"
    return "**" if word == "^" else word


def _size(word: str) -> int:
    """Return how many places a number stands away from 1 by its exponent."""
    exponent = re.search(r"[eE]([+-]?\d+)$", word)
    return abs(int(exponent[1])) if exponent else 0


def _shape_check(tree: ast.expr) -> None:
    """Refuse what our words can still spell in Python: (), sqrt(), sqrt(*x), a bare sqrt."""
    functions = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            functions.add(node.func)
        elif isinstance(node, ast.Name):
            if (node.id in FUNCTIONS) != (node in functions):
                raise ExpressionError(UNREADABLE)
        elif not isinstance(node, SHAPES):
            raise ExpressionError(UNREADABLE)


def _exponents_check(tree: ast.expr) -> None:
    """Powers are where small texts hide endless numbers: an exponent is small, or has a symbol."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
            continue
        inner = list(ast.walk(node.right))
        if any(isinstance(each, ast.Pow) for each in inner):
            raise ExpressionError("An exponent may not hold another power.")
        if not has_symbol(node.right):
            exponent_read(node.right)


def has_symbol(node: ast.expr) -> bool:
    """Tell whether any symbol occurs below a node."""
    return any(isinstance(each, ast.Name) and each.id[0] == "_" for each in ast.walk(node))


def exponent_read(node: ast.expr) -> tuple[int, int]:
    """Return a constant exponent as a fraction in lowest terms."""
    value = _constant(node)
    if abs(value) <= EXPONENT_LIMIT:
        for denominator in range(1, DENOMINATOR_LIMIT + 1):
            numerator = round(value * denominator)
            if abs(value * denominator - numerator) < 1e-9:
                return numerator, denominator
    raise ExpressionError(
        f"An exponent must be a small fraction, such as 1/3, between -{EXPONENT_LIMIT} and"
        f" {EXPONENT_LIMIT}."
    )


def _constant(node: ast.expr) -> float:
    """Return the value of a constant exponent: numbers, signs and the four operations."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_constant(operand)
        case ast.UnaryOp(operand=operand):
            return _constant(operand)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _constant(left), _constant(right)
            if isinstance(op, ast.Div):
                return a / b if b else float("inf")
            return a * b if isinstance(op, ast.Mult) else a + (b if isinstance(op, ast.Add) else -b)
    return float("inf")
