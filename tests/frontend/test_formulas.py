"""Formulas through the real KaTeX."""

from frontend.maths.formulas import Formula, FormulaError, FormulaHtml, formulas_render


def test_good_and_bad_formulas_come_back_side_by_side() -> None:
    good, bad = Formula("x^2"), Formula(r"\frac{1}{")
    answers = formulas_render([good, bad, good])
    assert isinstance(answers[good], FormulaHtml)
    assert isinstance(answers[bad], FormulaError)
    assert len(answers) == 2


def test_display_and_inline_are_told_apart() -> None:
    inline, display = Formula("x"), Formula("x", display=True)
    answers = formulas_render([inline, display])
    assert "katex-display" not in str(answers[inline])
    assert "katex-display" in str(answers[display])


def test_an_error_knows_its_position() -> None:
    bad = Formula(r"x + \nonsense")
    answer = formulas_render([bad])[bad]
    assert isinstance(answer, FormulaError)
    assert answer.position == 4


def test_a_formula_cannot_expand_without_end() -> None:
    bad = Formula(r"\def\a{\a\a}\a")
    assert isinstance(formulas_render([bad])[bad], FormulaError)


def test_many_formulas_pass_through_the_pipe() -> None:
    formulas = [Formula(rf"\sum_{{i=1}}^{{{index}}} x_i^{{\top}} H x_i") for index in range(600)]
    answers = formulas_render(formulas)
    assert all(isinstance(answers[each], FormulaHtml) for each in formulas)
