"""The numbers of the worked example in the SOAP step's statement."""

import numpy as np
import torch

from reference.soap import soap_step


def test_the_example_of_the_soap_step_is_right():
    gradient = torch.diag(torch.tensor([2.0, 1.0], dtype=torch.float64))
    update, state = soap_step(None, gradient)
    assert not update.any()
    np.testing.assert_allclose(state["L"], np.diag([0.2, 0.05]))
    np.testing.assert_allclose(state["QL"].abs(), np.eye(2))
    update, state = soap_step(state, gradient)
    np.testing.assert_allclose(state["M"], np.diag([0.1, 0.05]))
    np.testing.assert_allclose(state["V"], np.diag([0.2, 0.05]))
    np.testing.assert_allclose(update, np.eye(2), atol=1e-6)


def test_a_count_one_too_large_makes_the_first_update_shorter():
    def factor(t):
        return np.sqrt(1 - 0.95**t) / (1 - 0.95**t)

    assert factor(2) < factor(1)
