# %% [markdown]
# ## 7. Trust region
#
# A [trust-region](concept:trust-region) step minimises the [model](concept:quadratic-model)
# $m(p) = g^\top p + \tfrac12 p^\top B p$ in the ball $\lVert p \rVert \le \Delta$. It does so just
# if a $\lambda \ge 0$ exists with
#
# $$ (B + \lambda I)\, p = -g, \quad \lambda\,(\Delta - \lVert p \rVert) = 0, \quad B + \lambda I \succeq 0 $$
#
# The demo starts near the saddle of $f(x) = x_1^2 - x_2^2 + \tfrac14 x_2^4$, where pure Newton
# walks into the saddle, and follows $p(\Delta)$ as the disc grows. It asserts that
# $\lVert p \rVert$ grows with $\Delta$, that no KKT residual exceeds $10^{-12}$, and that $\lambda$
# falls towards $-\lambda_{\min}$. On the axis $x_2 = 0$ waits the **hard case**: $g$ has no part
# along the lowest eigenvector, $\lambda$ ends at $-\lambda_{\min}$, and the step is completed along
# that vector, either way. [Section 4.1](section:so-4.1) has the algorithm.

# %%
def f(x1, x2):
    return x1**2 - x2**2 + 0.25 * x2**4


def gradient(x):
    return np.array([2 * x[0], -2 * x[1] + x[1] ** 3])


def hessian(x):
    return np.diag([2.0, -2.0 + 3 * x[1] ** 2])


def trust_region_step(g, B, delta):
    """Return the step, its multiplier, and whether this is the hard case."""
    values, Q = np.linalg.eigh(B)
    c, lowest = Q.T @ g, max(0.0, -values[0])
    if values[0] > 0 and np.linalg.norm(c / values) <= delta:
        return Q @ (-c / values), 0.0, False
    if abs(c[0]) <= 1e-14 * np.linalg.norm(c):
        p = Q[:, 1:] @ (-c[1:] / (values[1:] + lowest))
        if np.linalg.norm(p) <= delta:
            rest = math.sqrt(delta**2 - p @ p)
            return p + rest * Q[:, 0], lowest, True

    def excess_of_norm(excess):
        return 1 / delta - 1 / np.linalg.norm(c / (values + lowest + excess))

    scale = np.linalg.norm(c) / delta + np.abs(values).max()
    excess = scipy.optimize.brentq(excess_of_norm, 1e-30, scale, xtol=1e-300, rtol=4 * EPS)
    return Q @ (-c / (values + lowest + excess)), lowest + excess, False


def kkt_residual(g, B, delta, p, multiplier):
    parts = np.append(
        (B + multiplier * np.eye(len(g))) @ p + g, multiplier * (delta - np.linalg.norm(p))
    )
    least = np.linalg.eigvalsh(B)[0] + multiplier
    return max(np.abs(parts).max(), -least, np.linalg.norm(p) - delta)


x = np.array([0.8, 0.15])
g, B = gradient(x), hessian(x)
radii = np.geomspace(0.02, 2.0, 120)
found = [trust_region_step(g, B, delta) for delta in radii]
steps = np.array([p for p, _, _ in found])
lengths = np.linalg.norm(steps, axis=1)
multipliers = np.array([multiplier for _, multiplier, _ in found])
residuals = [kkt_residual(g, B, delta, p, m) for delta, (p, m, _) in zip(radii, found)]
newton = -np.linalg.solve(B, g)

x_hard = np.array([0.8, 0.0])
g_hard, B_hard = gradient(x_hard), hessian(x_hard)
hard = [trust_region_step(g_hard, B_hard, delta) for delta in radii]
residuals_hard = [kkt_residual(g_hard, B_hard, d, p, m) for d, (p, m, _) in zip(radii, hard)]
# The step that needs no completion is half the gradient over lambda = 2: up to this radius easy.
threshold = abs(g_hard[0]) / (2.0 + 2.0)
is_hard = np.array([flag for _, _, flag in hard])
steps_hard = np.array([p for p, _, _ in hard])
steps_hard[:, 1] = np.abs(steps_hard[:, 1])

# Random subproblems, among them definite ones with the Newton step inside.
residuals_random = []
for _ in range(200):
    n = int(rng.integers(2, 8))
    C = rng.standard_normal((n, n))
    problem = (rng.standard_normal(n), C + C.T + rng.uniform(0, 6) * np.eye(n), rng.uniform(0.1, 3))
    residuals_random.append(kkt_residual(*problem, *trust_region_step(*problem)[:2]))

fig, (left, right) = plt.subplots(1, 2, layout="constrained")
for ax, start, path, where in ((left, x, steps, g), (right, x_hard, steps_hard, g_hard)):
    u, v = np.meshgrid(np.linspace(-1.3, 2.1, 41), np.linspace(-0.9, 2.1, 41))
    ax.contour(u, v, f(u, v), levels=np.linspace(-1.0, 4.0, 11), linewidths=0.8)
    H, p1, p2 = hessian(start), u - start[0], v - start[1]
    model = f(*start) + where[0] * p1 + where[1] * p2 + 0.5 * (H[0, 0] * p1**2 + H[1, 1] * p2**2)
    ax.contour(
        u, v, model, levels=np.linspace(-1.0, 1.0, 3), colors="k", linewidths=0.7, linestyles=":"
    )
    for delta in (0.4, 1.0):
        ax.add_patch(plt.Circle(start, delta, fill=False, color="C2", linestyle="--"))
    ax.plot(*(start + path).T, color="C0", label=r"$x + p(\Delta)$")
    ax.plot(*start, "o", color="k")
    ax.plot(0, 0, "x", color="k", markersize=9)
    ax.set_xlabel("$x_1$")
    ax.set_xlim(-1.3, 2.1)
    ax.set_ylim(-0.9, 2.1)
    ax.set_aspect("equal")
left.plot(*(x + newton), "s", color="C1", mfc="none", label="Newton")
mirrored = steps_hard[is_hard] * [1, -1]
right.plot(*(x_hard + mirrored).T, color="C0", linestyle=":", label="as good")
left.set_ylabel("$x_2$")
left.legend(loc="upper right")
right.legend(loc="upper right")
fig.set_label(
    "Contours of a saddle at (0, 0), a cross, with dotted contours of the model and dashed "
    "discs around the start. Left: the path of steps leaves the start (0.8, 0.15) towards the "
    "saddle and bends upwards, where f falls; the Newton step ends beside the saddle. Right, "
    "the hard case: the path from (0.8, 0) runs straight to x1 = 0.4 and there turns off at a "
    "right angle, up or down."
)

print(f"Newton step ends at ({x[0] + newton[0]:.2g}, {x[1] + newton[1]:.2g}), near the saddle")
print(f"multipliers from {multipliers[0]:.3g} down to {multipliers[-1]:.4g}")
print(f"hard case beyond a radius of {threshold:.2g}: {is_hard.sum()} of {len(radii)} radii")
check_true("the step's length grows with the radius", all(np.diff(lengths) > 0))
check_close("it reaches the boundary each time", lengths / radii, 1.0, rtol=1e-12)
check_true(
    "the multiplier falls, but stays above -lambda_min",
    all(np.diff(multipliers) < 0) and multipliers[-1] > -np.linalg.eigvalsh(B)[0],
)
check_close("KKT residuals", residuals, 0.0, atol=1e-12)
check_close("KKT residuals in the hard case", residuals_hard, 0.0, atol=1e-12)
check_close("KKT residuals of 200 random problems", residuals_random, 0.0, atol=1e-12)
check_true("the hard case begins where it should", all(is_hard == (radii >= threshold)))
check_close("there lambda is -lambda_min", [m for _, m, flag in hard if flag], 2.0, atol=1e-14)
