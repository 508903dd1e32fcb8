# %% [markdown]
# ## 24. Quadratic model again: when it lies
#
# A ReLU net with one hidden layer, six examples, squared loss, and steps of length $\Delta$ against the
# gradient. The ratio of actual to predicted decrease,
#
# $$ \rho(\Delta) = \frac{f(\theta) - f(\theta + p)}{m(0) - m(p)}, \qquad p = -\Delta\,g/\lVert g\rVert , $$
#
# says how far the [quadratic model](concept:quadratic-model) can be trusted. As long as no unit switches
# on any example, $f$ is a polynomial and the model errs by $O(\Delta^3)$ in a decrease of order $\Delta$:
# $\lvert\rho - 1\rvert$ falls with slope 2. Where the first unit switches is known exactly, as
# pre-activations are linear in $\Delta$. From there on the Hessian knows nothing of the other side of the
# kink. (With many examples one kink weighs little; they add up.)
#
# Asserted, up to the model's own minimum: slope 2 before the first kink; then an error more than 10 times the
# continued line; and a radius beyond which $\rho$ stays below 0.75, where a cautious
# [trust region](concept:trust-region) no longer grows.

# %%
inputs, hidden, count = 4, 8, 6
# A draw whose first kink comes well before the minimum of the model.
rng = np.random.default_rng(2)
X = torch.from_numpy(rng.standard_normal((count, inputs)))
y = torch.from_numpy(rng.standard_normal(count))
sizes = [hidden * inputs, hidden, hidden]
theta = torch.from_numpy(0.3 * rng.standard_normal(sum(sizes)))


def pre_activations(t):
    W, b, _ = t.split(sizes)
    return X @ W.reshape(hidden, inputs).T + b


def f(t):
    return 0.5 * ((torch.relu(pre_activations(t)) @ t.split(sizes)[2] - y) ** 2).mean()


g = torch.autograd.functional.jacobian(f, theta)
H = torch.autograd.functional.hessian(f, theta)
direction = -g / g.norm()


def decreases(length):
    """What f really falls by, and what its quadratic model says."""
    p = length * direction
    return float(f(theta) - f(theta + p)), float(-(g @ p + 0.5 * p @ H @ p))


z = pre_activations(theta)
change = pre_activations(theta + direction) - z
crossings = (-z / change)[-z / change > 0]
first = float(crossings.min())

# Beyond its own minimum the model is not used.
last = float(g.norm() / (direction @ H @ direction))
lengths = np.geomspace(first / 30, last, 121)
actual, predicted = np.array([decreases(length) for length in lengths]).T
ratios = actual / predicted
errors = np.abs(ratios - 1)
before = lengths < first
slope, level = np.polyfit(np.log(lengths[before]), np.log(errors[before]), 1)
continued = np.exp(level) * lengths**slope
excess = (errors / continued)[~before].max()
trusted = ratios >= 0.75
radius = lengths[trusted].max()

fig, (left, right) = plt.subplots(1, 2)
left.semilogx(lengths, ratios, color="C0")
left.axhspan(0.75, 1.25, color="k", alpha=0.08, linewidth=0)
left.set_ylabel(r"ratio $\rho$")
right.loglog(lengths, errors, color="C0", label=r"$|\rho - 1|$")
right.loglog(lengths, continued, "--", color="C1", label=f"slope {slope:.2f}, continued")
right.set_ylabel(r"$|\rho - 1|$")
for ax in (left, right):
    ax.axvline(first, color="k", linestyle=":", linewidth=1.2, label="first kink")
    ax.axvline(radius, color="C2", linestyle="-.", linewidth=1.2, label="trust ends")
    ax.set_xlabel(r"step length $\Delta$")
right.legend(fontsize=9)
fig.set_label(
    "Left: the ratio of actual to predicted decrease over the step length, on a logarithmic axis: 1 up to the "
    "first kink, then falling, and below the shaded band from 0.75 to 1.25 beyond a radius. Right, both "
    "axes logarithmic: its distance from 1 rises along a line of slope 2, leaves it upwards at the first kink, "
    "and is far above the continued line at the radius."
)

print(f"first kink at length {first:.4f}; up to it |rho - 1| falls with slope {slope:.2f}")
print(f"beyond it up to {excess:.0f} times the continued line")
print(
    f"rho is below 0.75 from {radius / first:.1f} times the first kink on; at the model's minimum {ratios[-1]:.2f}"
)
check_close("before the first kink |rho - 1| has slope 2", slope, 2.0, atol=0.1)
check_true("and tends to 0: below 1e-4 at the shortest step", errors[0] < 1e-4)
check_true("beyond it the model is wrong by more than 10 times that line", excess > 10)
check_true(
    "beyond a radius rho is below 0.75, at the model's minimum below 0.5",
    first < radius < last and ratios[-1] < 0.5,
)
check_true("up to there the model promises a decrease", predicted.min() > 0)
