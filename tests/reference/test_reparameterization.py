"""A change of scale keeps the function and the normalised sharpness, and not the trace."""

# ruff: noqa: N806 (matrices keep their capital letters)

from itertools import pairwise

import numpy as np
import pytest

from reference.reparameterization import alpha_scale, normalised_sharpness


def test_scaling_three_layers_keeps_the_function():
    rng = np.random.default_rng(4)
    widths = (2, 4, 3, 1)
    sd = {}
    for layer, (i, o) in enumerate(pairwise(widths), 1):
        sd[f"W{layer}"], sd[f"b{layer}"] = rng.standard_normal((o, i)), rng.standard_normal(o)

    def function(params):
        values = x
        for layer in (1, 2):
            values = np.maximum(values @ params[f"W{layer}"].T + params[f"b{layer}"], 0)
        return values @ params["W3"].T + params["b3"]

    x = rng.standard_normal((10, 2))
    for a in (0.01, 5.0, 20.0):
        np.testing.assert_allclose(function(alpha_scale(sd, a)), function(sd), rtol=1e-11)
    for a in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="positive"):
            alpha_scale(sd, a)


def test_the_normalised_sharpness_does_not_move_where_the_trace_explodes():
    # f = (uv - 1)²/2 along its minima (a, 1/a).
    for a in (1.0, 5.0, 20.0):
        w, H = np.array([a, 1 / a]), np.array([[1 / a**2, 1.0], [1.0, a**2]])
        assert normalised_sharpness(w, H) == pytest.approx(2.0, rel=1e-12)
        assert np.trace(H) == pytest.approx(a**2 + 1 / a**2)
    assert normalised_sharpness(np.ones(2), np.diag([-5.0, 1.0])) == pytest.approx(1.0)
