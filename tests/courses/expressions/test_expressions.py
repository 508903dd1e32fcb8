"""Expressions that learners type: what is read, what is refused, and what is equal."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.expressions import exactness
from courses.expressions.equality import are_equal, is_comparable
from courses.expressions.grammar import ExpressionError, expression_read
from courses.expressions.values import UndefinedError, float_value

CASES = json.loads(
    (Path(__file__).parents[2] / "frontend" / "expression-cases.json").read_text(encoding="utf-8")
)
SYMBOLS, REAL = CASES["symbols"], CASES["real"]
TYPED = st.text("xL eta0123456789.+-*/^()sqrtexplog_,'\n−", max_size=40)


@pytest.mark.parametrize(("one", "other"), CASES["equal"])
def test_equal_expressions_are_equal_both_ways(one: str, other: str) -> None:
    assert are_equal(one, other, SYMBOLS, REAL)
    assert are_equal(other, one, SYMBOLS, REAL)


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_different_expressions_are_not_equal(one: str, other: str) -> None:
    assert not are_equal(one, other, SYMBOLS, REAL)
    assert not are_equal(other, one, SYMBOLS, REAL)


@pytest.mark.parametrize(("text", "sentence"), CASES["refused"])
def test_what_is_no_expression_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        expression_read(text, SYMBOLS)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "9**20*((9**20)**20)**20/((9**20)**20)**20*x",
        "x + 9**(L-999999999999)",
        "x + exp(-999999999999*log(9))",
        "x*((L+1)/(2*L+2)*2)**(lambda+999999)",
        "x*(x+L+eta+lambda+1)**20*(x+L+eta+lambda+1)**-20",
        "x*((x+L+eta+9)**20)**20/((x+L+eta+9)**20)**20",
        "x*999999999989**(1/12)/999999999989**(1/12)",
        "x*sqrt(sqrt(sqrt(L+sqrt(eta+sqrt(lambda)))))/sqrt(sqrt(sqrt(L+sqrt(eta+sqrt(lambda)))))",
        "x+exp(-exp(exp(6)))",
        "x" + "+0*(L+1)**20" * 7,
        "exp(exp(exp(exp(exp(exp(exp(x)))))))",
        "-" * 59 + "x",
        "(" * 99 + "x" + ")" * 99,
    ],
)
def test_an_expression_made_to_take_for_ever_gets_a_verdict(text: str) -> None:
    assert are_equal(text, "x", SYMBOLS, REAL) in {True, False}
    assert not are_equal(text, "x + 1", SYMBOLS, REAL)


def test_a_difference_too_small_for_floats_is_one_all_the_same() -> None:
    assert not are_equal("2/L + 1e-12*1e-12", "2/L", SYMBOLS)
    assert not are_equal("log(L) + 1e-12*1e-12", "log(L)", SYMBOLS)


def test_sympy_is_asked_only_where_that_is_cheap() -> None:
    def ask(text: str) -> bool | None:
        both = expression_read(text, SYMBOLS), expression_read("x", SYMBOLS)
        return exactness.exactly_zero(*both, REAL)

    assert ask("x*L/L") is True
    assert ask("x + 1") is False
    assert ask("x*(x+L+eta+lambda)**20") is None
    assert ask("(9**20)**20*x") is None
    assert ask("x + L**lambda") is None
    assert ask("exp(9*log(L))") is None


def test_an_expression_that_has_a_value_hardly_anywhere_cannot_be_compared() -> None:
    assert is_comparable("sqrt(1 - L/6)", SYMBOLS)
    assert not is_comparable("sqrt(0 - L)", SYMBOLS)
    assert not is_comparable("1/(L - L)", SYMBOLS)


@given(TYPED)
def test_a_text_is_an_expression_or_is_refused_and_nothing_else(text: str) -> None:
    try:
        expression = expression_read(text, ["x", "L"])
        float_value(expression, {"x": 1.7, "L": 0.3})
    except (ExpressionError, UndefinedError):
        return


@given(st.text(max_size=250))
def test_any_text_at_all_is_compared_or_refused(text: str) -> None:
    try:
        are_equal(text, "x", ["x", "L"])
    except ExpressionError:
        return


def written() -> st.SearchStrategy[str]:
    """Expressions in Python's own spelling, without powers of powers."""
    leaves = st.sampled_from(["x", "L", "1", "2", "0.5", "3"])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.tuples(inner, st.sampled_from("+-*/"), inner)
        return st.one_of(
            pairs.map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
            pairs.map(lambda parts: f"{parts[0]}{parts[1]}{parts[2]}"),
            st.tuples(inner, st.sampled_from(["2", "3", "-1", "(1/2)"])).map("**".join),
            inner.map("-{}".format),
            st.tuples(st.sampled_from(["sqrt", "exp", "log"]), inner).map("{0[0]}({0[1]})".format),
        )

    return st.recursive(leaves, grown, max_leaves=8)


@given(written())
def test_a_value_is_what_python_gives(text: str) -> None:
    try:
        expression = expression_read(text, ["x", "L"])
        got = float_value(expression, {"x": 1.7, "L": 0.3})
    except (ExpressionError, UndefinedError):
        return
    names = {"x": 1.7, "L": 0.3, "sqrt": math.sqrt, "exp": math.exp, "log": math.log}
    assert got == pytest.approx(eval(text, {"__builtins__": {}}, names), rel=1e-12)


@given(written())
def test_an_expression_with_values_equals_itself_and_not_itself_and_a_bit(text: str) -> None:
    try:
        comparable = is_comparable(text, ["x", "L"])
    except ExpressionError:
        return
    if comparable and len(text) < 50:
        assert are_equal(text, text, ["x", "L"])
        assert are_equal(f"({text})*(x/x)", text, ["x", "L"])
        assert not are_equal(f"({text})+1+({text})*({text})", text, ["x", "L"])
