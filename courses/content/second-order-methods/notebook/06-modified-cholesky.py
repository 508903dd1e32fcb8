# %% [markdown]
# ## 6. Modified Cholesky
#
# Where $H$ is indefinite, $-H^{-1} g$ may point uphill.
# [Modified Cholesky](concept:modified-cholesky) factorises $H + \tau I = L L^\top$ with the first
# $\tau$ that succeeds: none at all if $H$ is positive definite, else a trial that is doubled until
# the factorisation goes through with room to spare ([section 3.3](section:so-3.3)). It needs no
# eigenvalue, and pays with a $\tau$ of up to about $2\lvert\lambda_{\min}\rvert$.
#
# On 50 random indefinite matrices and 10 definite ones the demo asserts the factorisation, that
# $\tau = 0$ for the definite ones and
# $\lvert\lambda_{\min}\rvert < \tau \le 2.01 \lvert\lambda_{\min}\rvert + \beta$ for the others,
# and that every step $p$ descends, at an angle to $-g$ below 90 degrees. The pure Newton step goes
# up for some of them.

# %%
n, beta = 8, 1e-3


def modified_cholesky(H):
    lowest = H.diagonal().min()
    tau = 0.0 if lowest > 0 else beta - lowest
    while True:
        try:
            if tau > 0:
                np.linalg.cholesky(H + 0.999 * tau * np.eye(n))
            return np.linalg.cholesky(H + tau * np.eye(n)), tau
        except np.linalg.LinAlgError:
            tau = max(2.0 * tau, beta)


def matrix_with(eigenvalues):
    basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
    H = basis @ np.diag(eigenvalues) @ basis.T
    return 0.5 * (H + H.T)


def angle(p, g):
    return math.degrees(math.acos(-(p @ g) / (np.linalg.norm(p) * np.linalg.norm(g))))


indefinite = [
    matrix_with(np.append(-(10.0 ** rng.uniform(-2, 2)), rng.uniform(0.1, 10.0, n - 1)))
    for _ in range(50)
]
definite = [matrix_with(10.0 ** rng.uniform(-2, 2, n)) for _ in range(10)]

lowest, shifts, angles, angles_of_newton, errors = [], [], [], [], []
for H in indefinite + definite:
    g = rng.standard_normal(n)
    L, tau = modified_cholesky(H)
    p = scipy.linalg.cho_solve((L, True), -g)
    lowest.append(np.linalg.eigvalsh(H)[0])
    shifts.append(tau)
    angles.append(angle(p, g))
    angles_of_newton.append(angle(-np.linalg.solve(H, g), g))
    errors.append(np.abs(L @ L.T - H - tau * np.eye(n)).max() / np.linalg.norm(H))
lowest, shifts, angles, angles_of_newton = map(np.array, (lowest, shifts, angles, angles_of_newton))
depth = -lowest[:50]

fig, (left, right) = plt.subplots(1, 2, layout="constrained")
span = np.array([8e-3, 120.0])
left.loglog(depth, shifts[:50], "o", color="C0", mfc="none", label="50 matrices")
left.loglog(span, span, "-", color="k", label=r"$\tau = |\lambda_{\min}|$")
left.loglog(
    span, 2.01 * span + beta, "--", color="C2", label=r"$\tau = 2.01\,|\lambda_{\min}| + \beta$"
)
left.set_xlabel(r"$|\lambda_{\min}|$")
left.set_ylabel(r"shift $\tau$")
left.legend()
right.semilogx(depth, angles_of_newton[:50], "x", color="C1", label="pure Newton")
right.semilogx(depth, angles[:50], "o", color="C0", mfc="none", label="modified")
right.axhline(90.0, color="k", linewidth=1)
right.set_xlabel(r"$|\lambda_{\min}|$")
right.set_ylabel("angle of the step to $-g$ in degrees")
right.set_ylim(0, 180)
right.legend()
fig.set_label(
    "Left: the shift over the size of the lowest eigenvalue for 50 indefinite matrices, all "
    "between the diagonal and a line about twice as high. Right: angles of the steps to -g. "
    "Those of the modified steps, circles, all lie below 90 degrees; some crosses, of pure "
    "Newton steps, lie above."
)

uphill = int(sum(angles_of_newton[:50] > 90))
print(f"shift over |lambda_min|: {min(shifts[:50] / depth):.4g} to {max(shifts[:50] / depth):.3g}")
print(f"largest angle of a modified step {max(angles):.1f} degrees")
print(f"pure Newton steps that go uphill: {uphill} of 50")
check_close("L L^T = H + tau I", errors, 0.0, atol=1e-14)
check_true("no shift where H is positive definite", lowest[50:].min() > 0 and not shifts[50:].any())
check_true("enough of a shift where it is not", all(shifts[:50] > depth))
check_true("and not too much", all(shifts[:50] <= 2.01 * depth + beta))
check_true("every modified step descends", angles.max() < 90.0)
check_true("not every Newton step does", uphill > 0)
