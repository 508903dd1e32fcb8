"""All comparisons with independent implementations."""

from tests.reference.cases import curvature, optimisers, solvers
from tests.reference.cases.registry import CASES, error

__all__ = ["CASES", "curvature", "error", "optimisers", "solvers"]
