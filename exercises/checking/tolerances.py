"""How close is close: a policy by dtype, size and conditioning, never a bare literal."""

import contextlib
import math
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

EPSILON = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}

Kind = Literal[
    "recursion",
    "two-loop",
    "solve",
    "subspace",
    "backward",
    "hvp",
    "predicate",
    "finite difference",
    "complex step",
]

# Half precision accumulates in float32 and rounds once: 6e-2 was measured to hold for bfloat16.
FLOORS: dict[str, dict[str, float]] = {
    "recursion": {"float64": 1e-11, "float32": 1e-4, "float16": 6e-2, "bfloat16": 6e-2},
    "two-loop": {"float64": 1e-11, "float32": 1e-5},
    "solve": {"float64": 1e-8, "float32": 0.0},
    "subspace": {"float64": 1e-8, "float32": 0.0},
    "backward": {"float64": 1e-13, "float32": 1e-5},
    "hvp": {"float64": 1e-11, "float32": 1e-3},
    "predicate": {"float64": 0.0, "float32": 0.0},
    "finite difference": {"float64": 1e-6, "float32": 1e-2},
    "complex step": {"float64": 1e-14},
}

REASONS = {
    "recursion": "products and sums lose a few roundings, whatever the conditioning",
    "two-loop": "each vector is touched twice, which loses a few roundings at any conditioning",
    "solve": "a backward stable solve loses at most about the condition number times the rounding",
    "subspace": "rounding turns an invariant subspace by about ‖A‖ over the gap of its eigenvalues",
    "backward": "a backward stable algorithm leaves a residual of the order of one rounding",
    "hvp": "differentiating twice loses a few roundings",
    "predicate": "a property that holds exactly may be off by a few roundings",
    "finite difference": "truncation and rounding meet near this size at the best step",
    "complex step": "a complex step subtracts nothing, so only the roundings of f are left",
}
HALF_REASON = "half precision keeps two to three digits, and the result is rounded to it"

_CONDITIONED = ("solve", "subspace")
_ratios: ContextVar[list[float] | None] = ContextVar("ratios", default=None)


@dataclass(frozen=True)
class Tolerance:
    """A bound on a relative error, and why it has that size."""

    bound: float
    reason: str

    def __str__(self) -> str:
        """Say the bound and its reason."""
        return f"{self.bound:.1e} ({self.reason})"


def within(error: float, bound: float) -> bool:
    """Return whether an error keeps within its bound. NaN never does: every rule is a "holds"."""
    ratios = _ratios.get()
    if ratios is not None:
        ratios.append(float(error / bound) if bound > 0 else (math.inf if error > 0 else 0.0))
    return bool(error <= bound)


@contextlib.contextmanager
def ratios_recorded(ratios: list[float]) -> Iterator[None]:
    """Add the ratio error / bound of every comparison in a block to a list, for calibration."""
    token = _ratios.set(ratios)
    try:
        yield
    finally:
        _ratios.reset(token)


def about(error: float) -> str:
    """Return an error to one digit, as a learner reads it: "0.6", "20", "3e-07"."""
    digit = f"{error:.0e}"
    return f"{float(digit):g}" if error == 0 or 1e-2 <= error < 1e3 else digit


def dtype_name(dtype: object) -> str:
    """Return the plain name of a NumPy or torch dtype, "float32" for `torch.float32`."""
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype)
    return str(name).removeprefix("torch.")


def tolerance_for(
    dtype: object, kind: Kind, *, size: int = 1, condition: float | None = None
) -> Tolerance:
    """Return the tolerance for a result of this dtype and kind of computation.

    Args:
        dtype: that of the inputs, never that of the learner's result: a name ("float64", "float32",
            "float16", "bfloat16") or a NumPy or torch dtype.
        kind: "recursion" for products, sums and updates without a solve, and "two-loop" for those
            that touch each vector only a few times; "solve" for the forward error of a linear solve
            and "subspace" for eigenvectors, which need `condition`; "backward" for the backward
            error of either; "hvp" for a Hessian-vector product; "predicate" for symmetry,
            definiteness and the like, relative to the norm; "finite difference" for a central
            difference at its best step (6e-6·max(1, |x|) in float64, 5e-3 in float32); "complex
            step" for the derivative of analytic code.
        size: the problem's dimension n; roundings are taken to grow as its square root.
        condition: the 2-norm condition number; for "subspace" ‖A‖ over the gap that separates the
            wanted eigenvalues from the others.

    Raises:
        ValueError: for a dtype without a policy, and for "solve" and "subspace" where the bound
            would mean nothing (10·κ·eps of 1e-2 or more): compare the backward error there.

    """
    name = dtype_name(dtype)
    if name not in FLOORS[kind]:
        raise ValueError(f"no tolerance is laid down for {name} and a {kind} computation")
    epsilon, floor, root = EPSILON[name], FLOORS[kind][name], math.sqrt(max(size, 1))
    is_half = name in ("float16", "bfloat16")
    if kind in _CONDITIONED:
        bound = max(floor, _forward_bound(epsilon, condition))
    elif kind in ("backward", "predicate"):
        bound = max(floor, 50 * root * epsilon)
    elif kind in ("recursion", "hvp") and not is_half:
        bound = max(floor, 1e3 * root * epsilon)
    elif kind == "two-loop":
        bound = max(floor, 10 * root * epsilon)
    else:
        bound = floor
    reason = HALF_REASON if is_half else REASONS[kind]
    return Tolerance(bound, f"{name}: {reason}")


def _forward_bound(epsilon: float, condition: float | None) -> float:
    if condition is None:
        raise ValueError("a forward error needs the condition number")
    bound = 10 * condition * epsilon
    if not bound < 1e-2:
        raise ValueError(
            f"a forward error means nothing at condition {condition:.0e}; "
            "compare the backward error"
        )
    return bound
