"""What a `checks.py` may use, all of it from here: `from exercises.checking import expect_close`.

docs/checks.md lists every function with a line of its use and what the learner reads.
"""

from exercises.checking.arrays import (
    device_of,
    dtype_of,
    is_array,
    is_number,
    is_tensor,
    shape_of,
    wide,
)
from exercises.checking.calls import (
    expect_detached,
    expect_no_leak,
    expect_pure,
    expect_raises,
    expect_state_kept,
    expect_unaliased,
    expect_unmutated,
)
from exercises.checking.certificates import expect_gap, expect_kkt, expect_stationary
from exercises.checking.closeness import (
    expect_alike,
    expect_close,
    expect_residual,
    expect_solution,
    expect_solves,
)
from exercises.checking.contracts import (
    expect_armijo,
    expect_decreasing,
    expect_descent,
    expect_in_interval,
    expect_order,
    expect_wolfe,
)
from exercises.checking.counts import (
    expect_at_most,
    expect_oracle_calls,
    expect_storage,
    size_beyond,
)
from exercises.checking.differentiating import differentiable
from exercises.checking.digits import digits_of, expect_digits
from exercises.checking.failures import (
    CheckFailed,
    Outcome,
    Solution,
    SolutionRaised,
    fail,
    rule_broken,
)
from exercises.checking.forms import (
    expect_device,
    expect_dtype,
    expect_equal,
    expect_finite,
    expect_real,
    expect_scalar,
    expect_shape,
    expect_tensor,
    expect_tuple,
)
from exercises.checking.growth import expect_growth
from exercises.checking.layouts import expect_layouts
from exercises.checking.matching import expect_same_set
from exercises.checking.matrices import (
    expect_cholesky,
    expect_definite,
    expect_ldl,
    expect_orthogonal,
    expect_qr,
    expect_reconstructs,
    expect_symmetric,
    expect_triangular,
)
from exercises.checking.sampling import (
    expect_estimator,
    expect_mean,
    expect_repeatable,
    expect_varies,
)
from exercises.checking.showing import show_curves, show_paths
from exercises.checking.spectra import (
    expect_eigenpairs,
    expect_same_subspace,
    expect_same_up_to_sign,
)
from exercises.checking.tolerances import Tolerance, about, dtype_name, tolerance_for

__all__ = [
    "CheckFailed",
    "Outcome",
    "Solution",
    "SolutionRaised",
    "Tolerance",
    "about",
    "device_of",
    "differentiable",
    "digits_of",
    "dtype_name",
    "dtype_of",
    "expect_alike",
    "expect_armijo",
    "expect_at_most",
    "expect_cholesky",
    "expect_close",
    "expect_decreasing",
    "expect_definite",
    "expect_descent",
    "expect_detached",
    "expect_device",
    "expect_digits",
    "expect_dtype",
    "expect_eigenpairs",
    "expect_equal",
    "expect_estimator",
    "expect_finite",
    "expect_gap",
    "expect_growth",
    "expect_in_interval",
    "expect_kkt",
    "expect_layouts",
    "expect_ldl",
    "expect_mean",
    "expect_no_leak",
    "expect_oracle_calls",
    "expect_order",
    "expect_orthogonal",
    "expect_pure",
    "expect_qr",
    "expect_raises",
    "expect_real",
    "expect_reconstructs",
    "expect_repeatable",
    "expect_residual",
    "expect_same_set",
    "expect_same_subspace",
    "expect_same_up_to_sign",
    "expect_scalar",
    "expect_shape",
    "expect_solution",
    "expect_solves",
    "expect_state_kept",
    "expect_stationary",
    "expect_storage",
    "expect_symmetric",
    "expect_tensor",
    "expect_triangular",
    "expect_tuple",
    "expect_unaliased",
    "expect_unmutated",
    "expect_varies",
    "expect_wolfe",
    "fail",
    "is_array",
    "is_number",
    "is_tensor",
    "rule_broken",
    "shape_of",
    "show_curves",
    "show_paths",
    "size_beyond",
    "tolerance_for",
    "wide",
]
