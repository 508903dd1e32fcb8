"""The worked example of the gradient of a curve."""

import numpy as np
import pytest

from reference.curve_finding import curve_grad


def test_the_parabola_has_the_gradient_of_the_statement():
    a, c, b = np.array([0.0]), np.array([4.0]), np.array([2.0])
    ts = np.array([0.5, 0.25, 1.0])
    assert curve_grad(lambda x: 2 * x, a, c, b, ts)[0] == pytest.approx((2.5 + 1.21875) / 3)
    assert pytest.approx(1.2396, abs=5e-5) == (2.5 + 1.21875) / 3
    grown = 2.505**2 + 1.62875**2 - 6.25 - 2.640625
    assert grown == pytest.approx(0.03723, abs=5e-6)
    assert grown / 0.03 == pytest.approx(1.241, abs=5e-4)
