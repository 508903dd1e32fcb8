# %% [markdown]
# ## 21. Curvature diagnostics
#
# [Curvature diagnostics](concept:curvature-diagnostics) know the Hessian $H$ only by products $Hv$. The
# demo takes a tanh network with 121 parameters at a random point, where $H$ is indefinite and small
# enough to compute exactly, and estimates three things.
#
# Lanczos with full orthogonalisation finds the ends of the spectrum. Asserted is (5.18) of
# [section 5.5](section:so-5.5): every extreme Ritz value lies inside, and some eigenvalue lies within its
# residual. Hutchinson's average of $z^\top H z$ over random signs $z$ estimates the trace; it must lie
# within 4 standard errors, of the size that (5.19) says. Quadrature from ten such $z$, 25 Lanczos
# steps each, estimates the density; it is held against all eigenvalues, smoothed alike.

# %%
inputs, hidden, examples = 10, 10, 80
X = torch.from_numpy(rng.standard_normal((examples, inputs)))
y = torch.from_numpy(rng.standard_normal(examples))
n = hidden * (inputs + 2) + 1
theta = 0.5 * torch.from_numpy(rng.standard_normal(n))


def loss(theta):
    W, b = theta[: hidden * inputs].reshape(hidden, inputs), theta[hidden * inputs :][:hidden]
    outputs = torch.tanh(X @ W.T + b) @ theta[-hidden - 1 : -1] + theta[-1]
    return 0.5 * ((outputs - y) ** 2).mean()


point = theta.requires_grad_()
gradient = torch.autograd.grad(loss(point), point, create_graph=True)[0]


def product(v):
    """Hv by a second backward pass."""
    return torch.autograd.grad(gradient, point, torch.from_numpy(v), retain_graph=True)[0].numpy()


def lanczos(start, steps):
    """Diagonal and off-diagonal of T; the last off-diagonal is the length left over."""
    Q, alpha, beta = [start / np.linalg.norm(start)], [], []
    for _ in range(steps):
        w = product(Q[-1])
        alpha.append(Q[-1] @ w)
        basis = np.array(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        beta.append(np.linalg.norm(w))
        Q.append(w / beta[-1])
    return np.array(alpha), np.array(beta)


def ritz(alpha, beta, k):
    values, vectors = scipy.linalg.eigh_tridiagonal(alpha[:k], beta[: k - 1])
    return values, vectors[0] ** 2, beta[k - 1] * np.abs(vectors[-1])


H = torch.func.hessian(loss)(theta.detach()).numpy()
exact = np.linalg.eigvalsh(H)
alpha, beta = lanczos(rng.standard_normal(n), 30)
ks = np.arange(1, 31)
ends = np.array([ritz(alpha, beta, k)[0][[0, -1]] for k in ks])
residuals = np.array([ritz(alpha, beta, k)[2][[0, -1]] for k in ks])
distance = np.abs(exact - ends[:, :, None]).min(axis=2)

probes = rng.choice([-1.0, 1.0], size=(400, n))
samples = np.array([z @ product(z) for z in probes])
counts = np.arange(2, len(samples) + 1)
means = np.array([samples[:r].mean() for r in counts])
standard_errors = np.array([samples[:r].std(ddof=1) / math.sqrt(r) for r in counts])
trace = exact.sum()

width = 0.02 * (exact[-1] - exact[0])
grid = np.linspace(exact[0] - 4 * width, exact[-1] + 4 * width, 300)


def smoothed(values, weights):
    bumps = np.exp(-0.5 * ((grid[:, None] - values) / width) ** 2) / (
        width * math.sqrt(2 * math.pi)
    )
    return bumps @ weights


density = np.mean([smoothed(*ritz(*lanczos(z, 25), 25)[:2]) for z in probes[:10]], axis=0)
true_density = smoothed(exact, np.full(n, 1 / n))
apart = np.trapezoid(np.abs(density - true_density), grid)

fig, (left, right) = plt.subplots(1, 2)
left.plot(ks, ends[:, 1], "o-", color="C0", markersize=3, label="largest Ritz value")
left.plot(ks, ends[:, 0], "s-", color="C1", markersize=3, label="smallest Ritz value")
for end in exact[[0, -1]]:
    left.axhline(end, color="k", linestyle=":", linewidth=1)
left.set_xlabel("products")
left.set_ylabel("eigenvalue")
left.legend(loc="center right")
shown = slice(8, None, 4)
lower, upper = means - 2 * standard_errors, means + 2 * standard_errors
right.fill_between(counts[shown], lower[shown], upper[shown], color="C0", alpha=0.25, linewidth=0)
right.plot(counts[shown], means[shown], color="C0", label="mean, two standard errors")
right.axhline(trace, color="k", linestyle=":", linewidth=1, label="trace")
right.set_xlabel("probes")
right.legend(loc="lower right")
fig.set_label(
    "Left: the largest and the smallest Ritz value approach the ends of the spectrum, 2.78 and "
    "-0.81, from inside, and are there after about a dozen products. Right: the mean over probes "
    "with a band of two standard errors, which narrows around the trace, 8.70."
)

fig, ax = plt.subplots()
ax.hist(exact, bins=36, density=True, color="C2", alpha=0.35, label="all eigenvalues, histogram")
ax.plot(grid, true_density, color="C1", linestyle="--", label="all eigenvalues, smoothed")
ax.plot(grid, density, color="C0", label="quadrature, ten probes")
ax.set_xlabel("eigenvalue")
ax.set_ylabel("density")
ax.legend()
fig.set_label(
    "Spectral density: a histogram of the 121 exact eigenvalues with a tall peak at zero, a shoulder "
    "on either side and a few isolated eigenvalues up to 2.8. The curve from Lanczos quadrature lies "
    "almost on the smoothed exact one."
)

expected_error = math.sqrt(2 * (H**2).sum() - 2 * (np.diag(H) ** 2).sum())
deviation = np.abs(means - trace) / standard_errors
print(f"spectrum from {exact[0]:.4f} to {exact[-1]:.4f}, trace {trace:.4f}")
for k in (1, 5, 10, 20):
    print(f"{k:3} products: Ritz values from {ends[k - 1, 0]:7.4f} to {ends[k - 1, 1]:.4f}")
for r in (25, 100, 400):
    print(f"{r:3} probes: trace {means[r - 2]:.3f}, standard error {standard_errors[r - 2]:.3f}")
print(f"area between the densities {apart:.3f}")
inside = (ends[:, 0] >= exact[0] - 1e-10) & (ends[:, 1] <= exact[-1] + 1e-10)
check_true("extreme Ritz values lie inside the spectrum", inside.all())
check_true("an eigenvalue lies within each residual", (distance <= residuals + 1e-10).all())
check_true("20 products find both ends to 1e-4", np.abs(ends[19] - exact[[0, -1]]).max() < 1e-4)
check_true("5 prove a negative eigenvalue", ends[4, 0] < 0)
check_true("from 25 probes on, the trace is within 4 standard errors", deviation[23:].max() < 4)
check_close("their size is that of (5.19)", samples.std(ddof=1), expected_error, rtol=0.15)
check_true("the densities differ by an area below 0.1", apart < 0.1)
