# %% [markdown]
# ## 15. Fisher information
#
# Softmax regression, 200 inputs, 4 classes. The [Fisher information](concept:fisher-information) asks
# for the outer product of the score in expectation over labels drawn *from the model*. There are three
# ways to compute something of that name:
#
# - exactly, $F = \frac1N \sum_k J_k^\top(\operatorname{diag} p_k - p_k p_k^\top)J_k$;
# - by sampling: $s$ labels for each input, drawn from $p_k$, and the mean of the outer products;
# - the *empirical* Fisher, with the observed labels in place of drawn ones.
#
# Here the observed labels are random, whatever the model predicts. The demo asserts that $F$ is the
# Hessian of the cross-entropy from autograd, hence the generalised Gauss-Newton matrix; that the
# sampling error falls like $s^{-1/2}$; and that the empirical Fisher stays between 0.3 and 0.5 away,
# which no number of samples repairs. See [section 6.3](section:so-6.3) and the
# [exercise](exercise:fisher-information).

# %%
count, inputs, classes = 200, 5, 4
X = torch.from_numpy(rng.standard_normal((count, inputs)))
W = torch.from_numpy(0.5 * rng.standard_normal((inputs, classes)))
P = torch.softmax(X @ W, dim=1)


def labels_draw(probabilities):
    """One label an input: where a uniform number falls among the cumulated probabilities."""
    u = rng.random((len(probabilities), 1))
    return (u > probabilities.cumsum(1).numpy()[:, :-1]).sum(1)


def scores(labels):
    """The gradient of each example's negative log-likelihood, one a row."""
    errors = P - torch.eye(classes)[labels]
    return (X[:, :, None] * errors[:, None, :]).reshape(count, -1)


def cross_entropy(w):
    return torch.nn.functional.cross_entropy(X @ w.reshape(inputs, classes), observed)


def fisher_exact():
    covariances = torch.diag_embed(P) - P[:, :, None] * P[:, None, :]
    F = torch.einsum("ki,kj,kab->iajb", X, X, covariances) / count
    return F.reshape(inputs * classes, inputs * classes)


def fisher_of(labels):
    S = scores(labels)
    return S.T @ S / count


def distance(found):
    return float(torch.linalg.norm(found - F) / torch.linalg.norm(F))


observed = torch.from_numpy(rng.integers(classes, size=count))
F = fisher_exact()
by_autograd = torch.func.hessian(cross_entropy)(W.reshape(-1))
empirical = distance(fisher_of(observed))

sample_counts = 4 ** np.arange(6)
errors = np.zeros((8, len(sample_counts)))
for run in errors:
    total, drawn = torch.zeros_like(F), 0
    for i, wanted in enumerate(sample_counts):
        for _ in range(wanted - drawn):
            total += fisher_of(torch.from_numpy(labels_draw(P)))
        drawn = wanted
        run[i] = distance(total / drawn)
typical = np.sqrt(np.mean(errors**2, axis=0))
slope = np.polyfit(np.log10(sample_counts), np.log10(typical), 1)[0]

fig, ax = plt.subplots()
ax.loglog(sample_counts, errors.T, ".", color="C1", alpha=0.6)
ax.loglog(sample_counts, typical, "o-", color="C0", label=f"sampled labels, slope {slope:.2f}")
ax.axhline(empirical, color="C2", linestyle="--", label="empirical Fisher, observed labels")
ax.set_xlabel("labels drawn for each input, s")
ax.set_ylabel("relative distance from the exact Fisher")
ax.legend(loc="lower left")
fig.set_label(
    "Relative distance from the exact Fisher matrix over the labels drawn for each input, both axes "
    "logarithmic. The distance of the sampled matrix, eight runs and their root mean square, falls "
    "along a line of slope minus one half; the empirical Fisher is a horizontal line between 0.4 and 0.5."
)

print(f"rank of F {torch.linalg.matrix_rank(F)} of {len(F)}: a constant on all classes is not seen")
print(f"sampling error {typical[0]:.2f} with one label, {typical[-1]:.3f} with {sample_counts[-1]}")
print(f"slope {slope:.2f}; distance of the empirical Fisher {empirical:.2f}")
check_close("F is the Hessian of the cross-entropy", by_autograd, F, rtol=1e-12)
check_close("the sampling error falls with slope -1/2", slope, -0.5, atol=0.05)
check_close("the empirical Fisher is 0.3 to 0.5 away", empirical, 0.4, atol=0.1)
check_true("sampling passes below it by a factor of 10", typical[-1] < empirical / 10)
