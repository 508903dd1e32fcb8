# %% [markdown]
# ## 23. The Hessian's spectrum before and after training
#
# A network of 8 inputs, 12 softplus units and 4 classes has 160 parameters: few enough to compute every
# eigenvalue. The demo draws the [Hessian spectrum](concept:hessian-spectrum) at a random start and
# after 100 steps of gradient descent with momentum, on four overlapping clouds of points. It asserts
# that training gathers a bulk near zero and shortens the negative end more than tenfold; [section
# 3.3](section:ol-3.3) says what each part does to a step.
#
# Some zeros are exact. One number added to all logits changes nothing, which leaves a null direction
# for each unit and one for the biases: 13 at every point, asserted. How many eigenvalues stand apart
# at the top depends on data, network and moment; often it is the number of classes or one less. The
# largest gap is reported, nothing is asserted about it.

# %%
classes, inputs, hidden, per_class = 4, 8, 12, 100
centres = 2.0 * np.linalg.qr(rng.standard_normal((inputs, inputs)))[0][:classes]
labels = torch.arange(classes).repeat_interleave(per_class)
noise = rng.standard_normal((classes * per_class, inputs))
X = torch.from_numpy(np.repeat(centres, per_class, axis=0) + noise)
shapes = [(hidden, inputs), (hidden,), (classes, hidden), (classes,)]
sizes = [math.prod(shape) for shape in shapes]
n = sum(sizes)


def loss(theta):
    W, b, V, c = (part.reshape(s) for part, s in zip(theta.split(sizes), shapes))
    logits = torch.nn.functional.softplus(X @ W.T + b) @ V.T + c
    return torch.nn.functional.cross_entropy(logits, labels)


def spectrum(theta):
    """All eigenvalues, the largest first."""
    H = torch.func.hessian(loss)(theta).numpy()
    return np.linalg.eigvalsh(0.5 * (H + H.T))[::-1]


scales = [inputs**-0.5, 0.1, hidden**-0.5, 0.1]
scale = torch.cat([torch.full((size,), s) for size, s in zip(sizes, scales)])
start = scale * torch.from_numpy(rng.standard_normal(n))
theta, momentum = start.clone(), torch.zeros(n)
for _ in range(100):
    momentum = 0.9 * momentum + torch.func.grad(loss)(theta)
    theta = theta - 0.1 * momentum

at_start, trained = spectrum(start), spectrum(theta)


def share_near_zero(eigenvalues):
    return float(np.mean(np.abs(eigenvalues) < 0.01 * eigenvalues[0]))


def largest_gap(eigenvalues, among=10):
    """How many eigenvalues stand before the largest ratio of neighbours, and that ratio."""
    ratios = eigenvalues[:among] / eigenvalues[1 : among + 1]
    return int(ratios.argmax()) + 1, float(ratios.max())


fig, ax = plt.subplots()
rank = np.arange(1, n + 1)
ax.plot(rank, at_start, "o", color="C1", mfc="none", markersize=4, label="at the start")
ax.plot(rank, trained, "x", color="C0", markersize=4, label="after training")
ax.set_yscale("symlog", linthresh=1e-3)
ax.set_xlabel("rank")
ax.set_ylabel("eigenvalue")
ax.legend(loc="lower left")
fig.set_label(
    "The 160 eigenvalues by rank, at the start and after training; the vertical axis is logarithmic "
    "on either side of zero. At the start they fall from about 4 through 13 zeros to -0.5. After "
    "training three stand apart between 1 and 1.5, the next is 0.35, most lie within 0.015 of zero, "
    "and the negative end is at -0.014."
)

for name, point, eigenvalues in (("start", start, at_start), ("trained", theta, trained)):
    count, ratio = largest_gap(eigenvalues)
    print(f"{name}: loss {float(loss(point)):.3f}")
    print("  largest " + ", ".join(f"{value:.2f}" for value in eigenvalues[:6]))
    print(f"  least {eigenvalues[-1]:.4f}, below -0.001: {int((eigenvalues < -0.001).sum())}")
    print(f"  within 1 % of the largest: {100 * share_near_zero(eigenvalues):.0f} %")
    print(f"  largest gap after {count}, ratio {ratio:.2f} ({classes} classes)")
check_true(
    "13 eigenvalues are zero to rounding, at both points",
    all(int((np.abs(each) < 1e-10).sum()) == hidden + 1 for each in (at_start, trained)),
)
check_true("at the start less than 60 % are near zero", share_near_zero(at_start) < 0.6)
check_true("after training more than 70 % are", share_near_zero(trained) > 0.7)
check_true("the negative end is shorter tenfold", trained[-1] > 0.1 * at_start[-1])
check_true("but it has not gone: this is no minimum yet", trained[-1] < -0.001)
