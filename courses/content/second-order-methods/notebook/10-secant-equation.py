# %% [markdown]
# ## 10. Secant equation
#
# After a step $s$ the change of the gradient $y$ is all that a quasi-Newton method has seen. It
# asks its new matrix for the [secant equation](concept:secant-equation)
#
# $$ B_+ s = y $$
#
# and no more. On a quadratic $y = A s$, so $B_+$ is right about the true $A$ along $s$; about the
# directions orthogonal to $s$ it has learned next to nothing ([section 5.1](section:so-5.1)).
#
# The demo makes one [BFGS](concept:bfgs) and one SR1 update of the same $B$ and compares both with
# $A$ along $s$ and along an orthonormal basis of its complement. It asserts $B_+ s = y$, residuals
# above 5 per cent along every other direction, and the rank of the change, two or one. On
# Rosenbrock's function it asserts what $y$ is where the Hessian varies: its mean over the step,
# times $s$, and not the Hessian at the new point.

# %%
n = 6
basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
A = basis @ np.diag(np.geomspace(1.0, 30.0, n)) @ basis.T
B = np.diag(np.diag(A)) + np.eye(n)
s = rng.standard_normal(n)
y = A @ s


def bfgs(B, s, y):
    return B - np.outer(B @ s, B @ s) / (s @ B @ s) + np.outer(y, y) / (y @ s)


def sr1(B, s, y):
    rest = y - B @ s
    return B + np.outer(rest, rest) / (rest @ s)


frame, _ = np.linalg.qr(np.column_stack([s, rng.standard_normal((n, n - 1))]))


def residuals(M):
    """Return the relative residual of M against A along each column of the frame."""
    return np.linalg.norm((M - A) @ frame, axis=0) / np.linalg.norm(A @ frame, axis=0)


matrices = {"before": B, "BFGS": bfgs(B, s, y), "SR1": sr1(B, s, y)}
errors = {name: residuals(M) for name, M in matrices.items()}
ranks = {name: np.linalg.matrix_rank(M - B, tol=1e-10) for name, M in matrices.items()}


def gradient(x):
    return np.array(
        [-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)]
    )


def hessian(x):
    return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200.0]])


x, step = np.array([-1.2, 1.0]), np.array([0.4, 0.3])
change = gradient(x + step) - gradient(x)
nodes, weights = np.polynomial.legendre.leggauss(3)
mean = sum(0.5 * w * hessian(x + 0.5 * (1 + t) * step) for t, w in zip(nodes, weights))
B_rosenbrock = bfgs(np.eye(2), step, change)

fig, ax = plt.subplots()
places = np.arange(n)
for shift, color, name in zip((-0.27, 0.0, 0.27), ("C2", "C0", "C1"), errors):
    bars = ax.bar(places + shift, np.maximum(errors[name], 1e-16), 0.25, color=color, log=True)
    ax.bar_label(bars, [name] * n, rotation=90, padding=3, fontsize=8)
ax.set_ylim(1e-17, 1e4)
ax.set_xticks(places, ["s"] + [rf"$\perp_{k}$" for k in range(1, n)])
ax.set_xlabel("direction")
ax.set_ylabel("relative residual against A")
fig.set_label(
    "Bars of the relative residual against the true matrix, on a logarithmic axis, for the "
    "direction s and five orthogonal ones: before the update, after BFGS, after SR1. Along s "
    "both updates fall to rounding level, 1e-15; along the other directions all three bars stay "
    "of the order of 0.1 to 1."
)

for name, error in errors.items():
    along = f"{error[0]:.2f}" if error[0] > 1e-12 else "below 1e-12"
    print(f"{name}: along s {along}, elsewhere {error[1:].min():.2f} to {error[1:].max():.2f}")
for name, rank in (("BFGS", 2), ("SR1", 1)):
    check_close(f"{name}: B s = y", matrices[name] @ s, y, rtol=1e-13)
    check_true(f"{name}: other directions stay wrong", errors[name][1:].min() > 0.05)
    check_true(f"{name}: the update has rank {rank}", ranks[name] == rank)
check_true("before, s was wrong too", errors["before"][0] > 0.05)
check_close("on Rosenbrock y is the mean Hessian times s", mean @ step, change, rtol=1e-13)
check_close("and B s = y", B_rosenbrock @ step, change, rtol=1e-13)
check_true(
    "but not the Hessian at the new point times s",
    np.linalg.norm(hessian(x + step) @ step - change) > 0.05 * np.linalg.norm(change),
)
