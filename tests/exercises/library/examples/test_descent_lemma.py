"""The example of the descent lemma holds."""

import numpy as np
import pytest

from reference.descent_lemma import descent_slack


@pytest.mark.parametrize(
    ("eta", "constant", "slack"),
    [(0.25, 4.0, 0.25), (0.25, 2.0, 0.0), (0.25, 1.0, -0.125), (0.75, 2.0, 0.0)],
)
def test_the_parabola_has_the_slack_of_the_table(eta, constant, slack):
    x = np.array([1.0])
    got = descent_slack(lambda z: float(z @ z), lambda z: 2 * z, x, eta, constant)
    assert got == slack
    assert (1 - eta * 2) ** 2 == 0.25


def test_the_short_form_promises_more_than_there_is():
    assert 0.5 * 0.75 * 4 == 1.5 > 1.0
