# %% [markdown]
# ## 23. Hessian matrix again: its spectrum
#
# All eigenvalues of the [Hessian](concept:hessian-matrix) of a $\tanh$ net with 136 parameters that
# learns to tell 4 noisy clusters apart: its [spectrum](concept:hessian-spectrum). Trained, it is a
# bulk near 0 with few outliers: most directions hardly matter. At the start this net is not there
# yet: its errors are large, couple the two layers, and give eigenvalues of either sign.
#
# Outliers are often said to be as many as classes, or one fewer. The demo counts the eigenvalues above a
# quarter of the largest and *reports* their number: it is a habit, no theorem, and depends on the
# threshold. Asserted: after training more than 80 % of the spectrum lie within a twentieth of the
# largest eigenvalue, far more than before; outliers are a small share; the negative eigenvalues, present
# at the start, have almost gone. More in [the landscape lesson](section:ol-3.3).

# %%
inputs, hidden, classes, count = 6, 12, 4, 160
centres = 1.2 * rng.standard_normal((classes, inputs))
labels = np.arange(count) % classes
X = torch.from_numpy(centres[labels] + rng.standard_normal((count, inputs)))
y = torch.from_numpy(labels)
shapes = [(hidden, inputs), (hidden,), (classes, hidden), (classes,)]
sizes = [math.prod(shape) for shape in shapes]
start = torch.from_numpy(
    np.concatenate(
        [rng.standard_normal(s) / math.sqrt(shape[-1]) for s, shape in zip(sizes, shapes)]
    )
)


def loss(t):
    W1, b1, W2, b2 = (part.reshape(s) for part, s in zip(t.split(sizes), shapes))
    return torch.nn.functional.cross_entropy(torch.tanh(X @ W1.T + b1) @ W2.T + b2, y)


def spectrum(t):
    return np.linalg.eigvalsh(torch.autograd.functional.hessian(loss, t).numpy())[::-1]


theta = start.clone().requires_grad_()
optimizer = torch.optim.Adam([theta], lr=0.02)
for _ in range(300):
    optimizer.zero_grad()
    loss(theta).backward()
    optimizer.step()
trained = theta.detach()

spectra = {"at the start": spectrum(start), "after training": spectrum(trained)}
outliers = {name: int(np.sum(s > 0.25 * s[0])) for name, s in spectra.items()}
bulk = {name: np.mean(np.abs(s) < 0.05 * s[0]) for name, s in spectra.items()}
negative = {name: -s[s < 0].sum() / np.abs(s).sum() for name, s in spectra.items()}

fig, axes = plt.subplots(1, 2, sharey=True)
for ax, (name, s), colour in zip(axes, spectra.items(), ("C0", "C1")):
    number = outliers[name]
    rank = np.arange(1, len(s) + 1)
    ax.plot(rank[number:], s[number:], ".", color=colour, markersize=4, label="the others")
    ax.plot(
        rank[:number],
        s[:number],
        "D",
        color=colour,
        label=f"{number} outliers",
    )
    ax.axhline(0, color="k", linewidth=1)
    ax.set_xlabel(f"rank, {name}")
    ax.legend(loc="upper right")
axes[0].set_ylabel("eigenvalue")
fig.set_label(
    "Two panels with the 136 eigenvalues of the Hessian in falling order. At the start they fall "
    "gradually from positive to negative, almost symmetrically. After training a few stand out on the left, "
    "marked by diamonds, and the rest lie flat along zero."
)

print(f"loss {loss(start):.3f} at the start, {loss(trained):.3f} after training; {classes} classes")
for name, s in spectra.items():
    print(f"{name}: largest {s[0]:.2f}, smallest {s[-1]:.3f}; {outliers[name]} outliers")
    print(
        f"  within a twentieth of the largest {bulk[name]:.0%}; negative share {negative[name]:.1%}"
    )
check_true("training has lowered the loss", loss(trained) < loss(start) / 5)
check_true("the trained spectrum is mostly bulk", bulk["after training"] > 0.8)
check_true("more of it than at the start", bulk["after training"] > bulk["at the start"] + 0.25)
check_true("its outliers are few", 0 < outliers["after training"] < 0.1 * sum(sizes))
check_true("the Hessian at the start is indefinite", spectra["at the start"][-1] < -1e-3)
check_true(
    "training takes almost all of the negative share",
    negative["after training"] < negative["at the start"] / 2,
)
