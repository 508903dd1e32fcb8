"""What a learner reads about the form of a result."""

from types import SimpleNamespace

import pytest

from grader.judging.judge.sentences import returned_rule


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("number", "one number"),
        ("(m, n)", "an array of shape (m, n)"),
        ("(n,), (n, n)", "(n,), (n, n)"),
    ],
)
def test_the_rule_names_the_form_that_is_returned(shape, said):
    assert returned_rule(SimpleNamespace(returns_text=shape)) == f"The rule: {said} is returned."
