# %% [markdown]
# ## 21. Curvature diagnostics
#
# What can be said of a Hessian from products $Hv$ alone? $H$ belongs to a small $\tanh$ net with 255
# parameters on a three-class problem, small enough to check every estimate of
# [curvature diagnostics](concept:curvature-diagnostics) against all its eigenvalues. **Lanczos** steps from one
# random vector give Ritz values inside the spectrum that close in on both ends. **Hutchinson** averages
# $z^\top H z$ over random signs. **Stochastic Lanczos quadrature** (SLQ) turns Ritz values and the squared first
# entries of their eigenvectors into a density.
#
# Asserted: Ritz values never leave the spectrum, and 40 products find both ends to $10^{-6}$; the
# trace lies within 4 standard errors of the estimate for every number of probes; the density integrates to 1
# and shares of it agree with counted eigenvalues. See [section 5.5](section:so-5.5) and the
# [exercise](exercise:curvature-diagnostics).

# %%
inputs, hidden, classes, count = 10, 18, 3, 120
X = torch.from_numpy(rng.standard_normal((count, inputs)))
y = torch.from_numpy(rng.integers(classes, size=count))
shapes = [(hidden, inputs), (hidden,), (classes, hidden), (classes,)]
sizes = [math.prod(shape) for shape in shapes]
n = sum(sizes)
theta = torch.from_numpy(0.3 * rng.standard_normal(n))


def loss(t):
    W1, b1, W2, b2 = (part.reshape(s) for part, s in zip(t.split(sizes), shapes))
    return torch.nn.functional.cross_entropy(torch.tanh(X @ W1.T + b1) @ W2.T + b2, y)


def product(v):
    t = theta.clone().requires_grad_()
    (g,) = torch.autograd.grad(loss(t), t, create_graph=True)
    return torch.autograd.grad(g @ torch.from_numpy(v), t)[0].numpy()


def lanczos(start, steps):
    """Ritz values after each step, and the last ones' quadrature weights."""
    Q, alphas, betas, history = [start / np.linalg.norm(start)], [], [], []
    for _ in range(steps):
        w = product(Q[-1])
        alphas.append(w @ Q[-1])
        basis = np.array(Q)
        for _ in range(2):
            w = w - basis.T @ (basis @ w)
        values, vectors = scipy.linalg.eigh_tridiagonal(alphas, betas)
        history.append(values)
        betas.append(np.linalg.norm(w))
        Q.append(w / betas[-1])
    return history, vectors[0] ** 2


def smoothed(nodes, weights, points):
    """A sum of Gaussians of width `width` at the nodes."""
    bumps = np.exp(-(((points[:, None] - nodes) / width) ** 2) / 2) / (
        width * math.sqrt(2 * math.pi)
    )
    return bumps @ weights


H = torch.autograd.functional.hessian(loss, theta).numpy()
eigenvalues = np.linalg.eigvalsh(H)
trace = eigenvalues.sum()
spread = eigenvalues[-1] - eigenvalues[0]

history, _ = lanczos(rng.standard_normal(n), 40)
lowest, highest = (np.array([values[end] for values in history]) for end in (0, -1))

probes = rng.choice([-1.0, 1.0], size=(128, n))
quadratic = np.array([z @ product(z) for z in probes])
probe_counts = 2 ** np.arange(2, 8)
means = np.array([quadratic[:k].mean() for k in probe_counts])
standard_errors = np.array([quadratic[:k].std(ddof=1) / math.sqrt(k) for k in probe_counts])

width = spread / 60
points = np.linspace(eigenvalues[0] - 6 * width, eigenvalues[-1] + 6 * width, 400)
density = np.zeros_like(points)
for z in probes[:10]:
    nodes, weights = lanczos(z, 40)
    density += smoothed(nodes[-1], weights, points) / 10
exact = smoothed(eigenvalues, np.full(n, 1 / n), points)
integral = np.trapezoid(density, points)
off = np.trapezoid(np.abs(density - exact), points)

fig, (left, middle, right) = plt.subplots(1, 3)
k = np.arange(1, len(history) + 1)
left.plot(k, highest, color="C0", label="largest")
left.plot(k, lowest, "--", color="C1", label="smallest")
for end in (eigenvalues[0], eigenvalues[-1]):
    left.axhline(end, color="k", linestyle=":", linewidth=1)
left.set_xlabel("products")
left.set_ylabel("Ritz value")
left.legend(fontsize=9)
middle.errorbar(
    probe_counts, means, 2 * standard_errors, fmt="o", linestyle="none", color="C0", capsize=3
)
middle.axhline(trace, color="k", linestyle=":", linewidth=1)
middle.set_xscale("log", base=2)
middle.set_xlabel("probes")
middle.set_ylabel("trace, with 2 standard errors")
right.hist(eigenvalues, bins=60, density=True, color="C2", alpha=0.5, label="eigenvalues")
right.plot(points, density, color="C0", label="SLQ")
right.set_yscale("log")
right.set_ylim(0.1 / (n * width), None)
right.set_xlabel("eigenvalue")
right.set_ylabel("density")
right.legend(fontsize=9)
fig.set_label(
    "Left: the largest and the smallest Ritz value over the number of products; both reach the ends of the "
    "spectrum, dotted, from inside. Middle: estimates of the trace with error bars that shrink as "
    "probes are added, around the dotted true trace. Right, logarithmic: a histogram of all eigenvalues, "
    "most of them near zero, and the SLQ density on it."
)

print(f"{n} eigenvalues from {eigenvalues[0]:.4f} to {eigenvalues[-1]:.4f}; trace {trace:.4f}")
print(
    f"trace from {probe_counts[-1]} probes {means[-1]:.3f}, standard error {standard_errors[-1]:.3f}"
)
print(f"SLQ density: integral {integral:.3f}, area between it and the exact one {off:.3f}")
inside = lowest.min() >= eigenvalues[0] - 1e-12 and highest.max() <= eigenvalues[-1] + 1e-12
check_true("Ritz values never leave the spectrum", inside)
check_close(
    "40 products find the largest eigenvalue", highest[-1], eigenvalues[-1], atol=1e-6 * spread
)
check_close("and the smallest", lowest[-1], eigenvalues[0], atol=1e-6 * spread)
check_true("the trace is within 4 standard errors", all(abs(means - trace) < 4 * standard_errors))
check_close(
    "the error bars shrink like the root",
    standard_errors[0] / standard_errors[-1],
    32**0.5,
    rtol=0.5,
)
check_close("the density integrates to 1", integral, 1.0, atol=1e-3)
check_true("and is the histogram's, smoothed, but for a tenth of its area", off < 0.1)
