# %% [markdown]
# ## 2. Quadratic model
#
# The [quadratic model](concept:quadratic-model) of $f$ at $x$ is what is left of the Taylor series
# after its second-order term,
#
# $$ m(p) = f(x) + g^\top p + \tfrac12\, p^\top H p $$
#
# Along a line $p = t d$ the remainder $f(x + td) - m(td)$ starts with $t^3$: halve the step and the
# model errs eight times less. The demo measures this on Rosenbrock's function at $(-1.2, 1)$, along
# the [Newton direction](concept:newton-step) and along a random direction of the same length. It
# asserts that both slopes are $3$ on logarithmic axes.
#
# On a quadratic nothing is left over. The ratio of actual to predicted decrease,
# $\rho = (f(x) - f(x + p)) / (m(0) - m(p))$, on which [trust regions](section:so-4.1) rely, is then
# $1$ for steps of any length. That is asserted too, up to rounding.

# %%
x = np.array([-1.2, 1.0])


def f(x):
    return 100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2


def gradient(x):
    return np.array(
        [-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)]
    )


def hessian(x):
    return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200.0]])


g, H = gradient(x), hessian(x)


def model(p):
    return f(x) + g @ p + 0.5 * p @ H @ p


newton = -np.linalg.solve(H, g)
random = rng.standard_normal(2)
random *= np.linalg.norm(newton) / np.linalg.norm(random)
directions = {"Newton": newton, "random": random}

along = np.linspace(-0.5, 2.0, 101)
steps = np.geomspace(1e-3, 1e-1, 41)
remainders = {
    name: np.array([abs(f(x + t * d) - model(t * d)) for t in steps])
    for name, d in directions.items()
}
slopes = {
    name: np.polyfit(np.log10(steps), np.log10(remainder), 1)[0]
    for name, remainder in remainders.items()
}

n = 6
basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
A = basis @ np.diag(np.geomspace(1.0, 100.0, n)) @ basis.T
b = rng.standard_normal(n)


def quadratic(x):
    return 0.5 * x @ A @ x - b @ x


start = rng.standard_normal(n)
ratios = []
for length in np.geomspace(1e-2, 1e2, 41):
    step = rng.standard_normal(n)
    step *= length / np.linalg.norm(step)
    predicted = -((A @ start - b) @ step + 0.5 * step @ A @ step)
    ratios.append((quadratic(start) - quadratic(start + step)) / predicted)

fig, (left, right) = plt.subplots(1, 2, layout="constrained")
for color, marker, (name, d) in zip(("C0", "C1"), "os", directions.items()):
    left.plot(along, [f(x + t * d) for t in along], color=color, linestyle="-", label=name)
    left.plot(along, [model(t * d) for t in along], color=color, linestyle=":")
    right.loglog(
        steps[::2],
        remainders[name][::2],
        marker,
        color=color,
        mfc="none",
        label=f"{name}, slope {slopes[name]:.2f}",
    )
left.plot(0.0, f(x), "o", color="k")
left.plot([], [], color="k", linestyle=":", label="their models")
left.set_ylim(0, 60)
left.set_xlabel("step t")
left.set_ylabel("f along the line, and its model")
left.legend()
right.set_xlabel("step t")
right.set_ylabel("remainder of the model")
right.set_ylim(top=1.0)
right.legend()
fig.set_label(
    "Left: Rosenbrock's function and its quadratic models along two lines through (-1.2, 1). "
    "Each dotted model touches its solid curve at t = 0; the random one leaves it further out. "
    "Right: the remainders over the step on logarithmic axes, two parallel straight rows of "
    "marks with slope 3."
)

for name in directions:
    print(f"{name} direction: slope of the remainder {slopes[name]:.3f}")
for name in directions:
    check_close(f"the remainder falls with t cubed, {name}", slopes[name], 3.0, atol=0.1)
check_close("on a quadratic the ratio is 1 at every length", ratios, 1.0, rtol=1e-11)
