"""All comparisons with independent implementations."""

from tests.reference.cases import curvature, descent, optimisers, solvers
from tests.reference.cases.registry import CASES, error

__all__ = ["CASES", "curvature", "descent", "error", "optimisers", "solvers"]
