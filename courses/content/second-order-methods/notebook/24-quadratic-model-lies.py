# %% [markdown]
# ## 24. When the quadratic model lies
#
# A network with one layer of ReLU units and a squared loss, at a random point. The [quadratic
# model](concept:quadratic-model) has the exact gradient and Hessian. For each radius $\Delta$ the demo
# takes its minimiser $p$ in the ball and the ratio $\rho = (f(x) - f(x+p)) / (m(0) - m(p))$ of
# [section 6.5](section:so-6.5). The promise shrinks like $\Delta$, the error like $\Delta^3$: so
# $\lvert\rho - 1\rvert$ falls with slope 2.
#
# That needs a third derivative. When a unit switches on one of the examples, even the gradient jumps.
# A second network, its units frozen in their state at $x$, is a polynomial. Asserted: both
# agree up to the first switch; beyond it only the frozen one keeps the slope. Much further
# out higher orders decide, and both $\rho$ fall below 0: the loss rises against the promise.

# %%
examples, inputs, hidden = 60, 2, 16
X = torch.from_numpy(rng.standard_normal((examples, inputs)))
y = torch.sin(2 * X[:, 0]) + X[:, 1]
n = hidden * (inputs + 2) + 1
x = torch.from_numpy(rng.standard_normal(n))


def before_units(theta):
    W, b = theta[: hidden * inputs].reshape(hidden, inputs), theta[hidden * inputs :][:hidden]
    return X @ W.T + b


def loss(theta, switched=None):
    a = before_units(theta)
    on = (a > 0 if switched is None else switched).to(a)
    outputs = (on * a) @ theta[-hidden - 1 : -1] + theta[-1]
    return 0.5 * ((outputs - y) ** 2).mean()


g = torch.func.grad(loss)(x).numpy()
H = torch.func.hessian(loss)(x).numpy()
eigenvalues, eigenvectors = np.linalg.eigh(H)
coefficients = eigenvectors.T @ g


def step_in_ball(radius):
    """Minimise the model for |p| = radius; the shift makes H positive definite."""

    def excess(log_shift):
        return np.linalg.norm(coefficients / (eigenvalues - low + math.exp(log_shift))) - radius

    low = min(eigenvalues[0], 0.0)
    shift = math.exp(scipy.optimize.brentq(excess, -40.0, 40.0, xtol=1e-14))
    return -eigenvectors @ (coefficients / (eigenvalues - low + shift))


radii = np.geomspace(1e-4, 10.0, 121)
steps = np.array([step_in_ball(radius) for radius in radii])
promises = -(steps @ g + 0.5 * np.einsum("ki,ij,kj->k", steps, H, steps))
at_start = before_units(x) > 0
moved = [x + torch.from_numpy(p) for p in steps]
rho = np.array([float(loss(x) - loss(point)) for point in moved]) / promises
rho_frozen = np.array([float(loss(x) - loss(point, at_start)) for point in moved]) / promises
switches = np.array([int(((before_units(point) > 0) != at_start).sum()) for point in moved])

far = int(np.argmax(switches > 0))
first, before, after = radii[far], radii < radii[far], (radii >= radii[far]) & (radii < 0.1)
error, error_frozen = np.abs(rho - 1), np.abs(rho_frozen - 1)


def slope(chosen, errors):
    return np.polyfit(np.log10(radii[chosen]), np.log10(errors[chosen]), 1)[0]


fig, (left, right) = plt.subplots(1, 2)
left.loglog(radii, error, color="C0", label="ReLU network")
left.loglog(radii, error_frozen, color="C1", linestyle="--", label="units frozen")
right.semilogx(radii, rho, color="C0")
right.semilogx(radii, rho_frozen, color="C1", linestyle="--")
right.axhline(0, color="k", linewidth=0.8)
right.text(1.3e-4, -0.35, "below 0 the\nloss rises")
right.set_ylim(-2, 1.4)
for ax in (left, right):
    ax.axvline(first, color="k", linestyle=":", linewidth=1)
    ax.set_xlabel(r"radius $\Delta$")
left.text(first * 0.8, 3e-10, "first switch", rotation=90, ha="right")
left.set_ylabel(r"$|\rho - 1|$")
right.set_ylabel(r"$\rho$")
left.legend(loc="upper left")
fig.set_label(
    "Left: distance of the ratio from 1 over the radius of the step, on logarithmic axes. Up to the "
    "first switch of a unit, near radius 0.009, the network and its frozen copy share a line of "
    "slope 2; there the network jumps up by a factor of more than ten and the copy goes on. "
    "Right: the ratio itself, close to 1 up to a radius of about 0.5, then falling below 0."
)

print(f"least eigenvalue of the Hessian {eigenvalues[0]:.2f}, largest {eigenvalues[-1]:.2f}")
print(f"first switch between radius {radii[before].max():.4f} and {first:.4f}")
print("  radius   rho - 1   frozen    switches")
for k in (12, 30, far, 60, 90, 108, 120):
    print(f"{radii[k]:8.2g} {rho[k] - 1:9.1e} {rho_frozen[k] - 1:9.1e} {switches[k]:6d}")
check_true("the model promises a decrease at every radius", (promises > 0).all())
check_close("before the first switch the slope is 2", slope(before, error), 2.0, atol=0.05)
check_true("there both networks agree", np.abs(rho - rho_frozen)[before].max() < 1e-9)
check_close("the frozen one keeps the slope", slope(after, error_frozen), 2.0, atol=0.1)
check_true("the other jumps by more than 10", error[far] > 10 * error[far - 1])
check_true("and stays above 5 times the frozen", (error > 5 * error_frozen)[after].all())
check_true("far out the loss rises, promise or not", (rho[radii > 4] < 0).all())
