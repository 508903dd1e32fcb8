# %% [markdown]
# ## 16. Natural gradient
#
# A Gaussian is fitted to another by descent on their divergence $\mathrm{KL}$, in two coordinate systems:
# $(\mu, \sigma)$ and $(\mu, \log\sigma)$. The Fisher matrix is $\operatorname{diag}(1, 2)/\sigma^2$ in the
# first and $\operatorname{diag}(\sigma^{-2}, 2)$ in the second. The [natural
# gradient](concept:natural-gradient) divides by it, and both coordinates then describe one velocity on the
# space of Gaussians. Steps of finite length $\eta$ still leave it a little: the demo asserts that after one
# step the two Gaussians differ by $O(\eta^2)$, while two plain gradient steps differ by $O(\eta)$.
#
# Followed for a fixed time $\eta k = 1/2$, such errors add up: the gap between the two natural paths
# shrinks like $\eta$, that between the two plain ones does not shrink. Left: the paths over contours of
# the divergence. See the [exercise](exercise:natural-gradient).

# %%
target, start = (0.0, 1.0), (2.0, 3.0)


def divergence(mu, sigma):
    """KL of N(mu, sigma^2) from the target."""
    m, s = target
    return np.log(s / sigma) + (sigma**2 + (mu - m) ** 2) / (2 * s**2) - 0.5


def slopes(mu, sigma):
    """Its derivatives in mu and in sigma."""
    m, s = target
    return (mu - m) / s**2, sigma / s**2 - 1 / sigma


def natural_sigma(mu, sigma, eta):
    d_mu, d_sigma = slopes(mu, sigma)
    return mu - eta * sigma**2 * d_mu, sigma - eta * sigma**2 / 2 * d_sigma


def natural_log(mu, sigma, eta):
    d_mu, d_sigma = slopes(mu, sigma)
    return mu - eta * sigma**2 * d_mu, sigma * np.exp(-eta / 2 * (sigma * d_sigma))


def plain_sigma(mu, sigma, eta):
    d_mu, d_sigma = slopes(mu, sigma)
    return mu - eta * d_mu, sigma - eta * d_sigma


def plain_log(mu, sigma, eta):
    d_mu, d_sigma = slopes(mu, sigma)
    return mu - eta * d_mu, sigma * np.exp(-eta * (sigma * d_sigma))


def path(step, eta, count):
    points = [start]
    for _ in range(count):
        points.append(step(*points[-1], eta))
    return np.array(points)


def gap(first, second, eta, count):
    """The distance of the two paths' last Gaussians, in (mu, sigma)."""
    return np.linalg.norm(path(first, eta, count)[-1] - path(second, eta, count)[-1])


def order(gaps):
    return np.polyfit(np.log10(rates), np.log10(gaps), 1)[0]


rates = 2.0 ** -np.arange(6, 13)
one_natural = [gap(natural_sigma, natural_log, eta, 1) for eta in rates]
one_plain = [gap(plain_sigma, plain_log, eta, 1) for eta in rates]
all_natural = [gap(natural_sigma, natural_log, eta, round(0.5 / eta)) for eta in rates]
all_plain = [gap(plain_sigma, plain_log, eta, round(0.5 / eta)) for eta in rates]

fig, (ax, right) = plt.subplots(1, 2)
mu, sigma = np.meshgrid(np.linspace(-0.3, 2.3, 60), np.linspace(0.6, 3.2, 60))
ax.contour(
    mu, sigma, divergence(mu, sigma), levels=[0.1, 0.4, 1, 2, 3, 4, 5], colors="k", alpha=0.25
)
for step, label, style in [
    (natural_sigma, r"natural, $\sigma$", "C0-"),
    (natural_log, r"natural, $\log\sigma$", "C1--"),
    (plain_sigma, r"plain, $\sigma$", "C2-."),
    (plain_log, r"plain, $\log\sigma$", "C3:"),
]:
    ax.plot(*path(step, 1 / 64, 256).T, style, label=label)
ax.plot(*start, "o", color="k")
ax.plot(*target, "*", color="k", markersize=11)
ax.set_xlabel(r"mean $\mu$")
ax.set_ylabel(r"standard deviation $\sigma$")
ax.legend(loc="lower right", fontsize=9)
right.loglog(rates, one_plain, "^-.", color="C2", label="plain, one step")
right.loglog(rates, one_natural, "o-", color="C0", label="natural, one step")
right.loglog(rates, all_plain, "v:", color="C3", label="plain, time 1/2")
right.loglog(rates, all_natural, "s--", color="C1", label="natural, time 1/2")
right.set_xlabel(r"step size $\eta$")
right.set_ylabel("gap between the coordinates")
right.legend(fontsize=9)
fig.set_label(
    "Left: from one start, the two paths of natural gradient descent lie on each other and bend to the "
    "target; the two plain paths part at once. Right, logarithmic: the gap between the two coordinate "
    "systems over the step size. After one natural step it falls with slope 2, after one plain step with "
    "slope 1; over a fixed time the natural gap falls with slope 1 and the plain one stays."
)

print(f"orders after one step: natural {order(one_natural):.2f}, plain {order(one_plain):.2f}")
print(f"over time 1/2: natural {order(all_natural):.2f}, plain {order(all_plain):.2f}")
check_close("one natural step: a gap of order 2", order(one_natural), 2.0, atol=0.1)
check_close("one plain step: of order 1", order(one_plain), 1.0, atol=0.1)
check_close("a fixed time: the natural gap is of order 1", order(all_natural), 1.0, atol=0.1)
check_true("and the plain gap does not go away", min(all_plain) > 0.1)
