"""All independent implementations, and the published data that some of their cases are about."""

from tests.oracles import curvature, optimisers, solvers
from tests.oracles.registry import ORACLES

# What a case needs from a package in place of random numbers.
PUBLISHED = {
    "newton_for_logit": solvers.newton_for_logit_inputs,
    "least_squares_for_longley": solvers.least_squares_for_longley_inputs,
}

__all__ = ["ORACLES", "PUBLISHED", "curvature", "optimisers", "solvers"]
