"""All independent implementations, and the published data that some of their cases are about."""

from tests.oracles import curvature, descent, optimisers, solvers
from tests.oracles.registry import ORACLES

# What a case needs from a package in place of random numbers.
PUBLISHED = {
    "least_squares_by_descent": descent.least_squares_by_descent_inputs,
    "loss_and_gradient_of_logit": descent.loss_and_gradient_of_logit_inputs,
    "newton_for_logit": solvers.newton_for_logit_inputs,
    "least_squares_for_longley": solvers.least_squares_for_longley_inputs,
}

__all__ = ["ORACLES", "PUBLISHED", "curvature", "descent", "optimisers", "solvers"]
