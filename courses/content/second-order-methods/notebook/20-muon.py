# %% [markdown]
# ## 20. Muon
#
# [Muon](concept:muon) takes its momentum, divides by the Frobenius norm, and applies five times
# $X \leftarrow aX + bXX^\top X + c(XX^\top)^2X$ with $(a, b, c) = (3.4445, -4.775, 2.0315)$. Singular vectors
# stay; each singular value is mapped by the quintic $a\sigma + b\sigma^3 + c\sigma^5$, five times. Left: this
# scalar map. Right: the singular values of $16 \times 24$ matrices with condition number $\kappa = 10$, $10^2$
# and $10^4$, before and after.
#
# Asserted: whatever starts in $[0.003, 1]$ ends between 0.68 and 1.21, near 1 without converging to it;
# the matrix iteration is the scalar one; and at $\kappa = 10^4$ the smallest singular value, about
# $8\cdot10^{-5}$ after the division, ends near 0.04, since five steps multiply by no more than
# $a^5 \approx 485$. See [section 5.4](section:so-5.4) and the [exercise](exercise:newton-schulz).

# %%
a, b, c = 3.4445, -4.7750, 2.0315
rows, columns = 16, 24
conditions = (10.0, 1e2, 1e4)


def quintic(sigma, steps=5):
    for _ in range(steps):
        sigma = a * sigma + b * sigma**3 + c * sigma**5
    return sigma


def newton_schulz(G, steps=5):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        gram = X @ X.T
        X = a * X + (b * gram + c * gram @ gram) @ X
    return X


def matrix_draw(condition):
    U, _ = np.linalg.qr(rng.standard_normal((rows, rows)))
    V, _ = np.linalg.qr(rng.standard_normal((columns, rows)))
    return U @ np.diag(np.geomspace(1.0, 1 / condition, rows)) @ V.T, U, V


grid = np.geomspace(0.003, 1.0, 20_001)
images = quintic(grid)

before, after, apart = [], [], 0.0
for condition in conditions:
    G, U, V = matrix_draw(condition)
    before.append(np.geomspace(1.0, 1 / condition, rows) / np.linalg.norm(G))
    X = newton_schulz(G)
    after.append(np.diag(U.T @ X @ V))
    apart = max(apart, np.abs(X - U @ np.diag(quintic(before[-1])) @ V.T).max())
floor = after[-1].min()

fig, (left, right) = plt.subplots(1, 2)
curve = np.geomspace(1e-5, 1.0, 400)
left.semilogx(curve, quintic(curve), color="C0", label="five steps")
left.semilogx(curve, quintic(curve, 1), "--", color="C1", label="one step")
for level in (0.68, 1.21):
    left.axhline(level, color="k", linestyle=":", linewidth=1)
left.axvline(0.003, color="k", linestyle=":", linewidth=1)
left.set_xlabel(r"$\sigma$ before")
left.set_ylabel(r"$\sigma$ after")
left.legend(loc="upper left")
for i, marker in enumerate("os^"):
    name = rf"$\kappa = 10^{{{round(math.log10(conditions[i]))}}}$"
    right.semilogy(before[i], marker + "--", color=f"C{i}", mfc="none", alpha=0.6)
    right.semilogy(after[i], marker + "-", color=f"C{i}", label=name)
right.set_xlabel("index of the singular value")
right.set_ylabel("before (dashed) and after (solid)")
right.legend(loc="lower left")
fig.set_label(
    "Left: the quintic applied five times, over a logarithmic axis: near zero below 0.0001, then a steep "
    "rise, and from 0.003 on ripples between 0.68 and 1.21. Right: sixteen singular values before and "
    "after, for three condition numbers: all near 1 after at 10 and at 100, while at 10000 the last ones "
    "stay below, down to 0.04."
)

print(f"on [0.003, 1] the five steps give {images.min():.3f} to {images.max():.3f}")
for condition, start, end in zip(conditions, before, after):
    print(
        f"kappa {condition:.0e}: {start.min():.1e} becomes {end[-1]:.3f}; all in {end.min():.3f} to {end.max():.3f}"
    )
check_true("0.003 and more ends in [0.68, 1.21]", images.min() >= 0.68 and images.max() <= 1.21)
check_true("it does not converge: the range is wide", images.max() - images.min() > 0.4)
check_close("the matrix iteration is the quintic on singular values", apart, 0.0, atol=1e-12)
check_true("at condition 10 and 100 all end in the range", min(map(min, after[:2])) >= 0.68)
check_close("at 10^4 the smallest ends near 0.04", floor, 0.04, atol=0.005)
check_true("no growth beyond a^5", floor < a**5 * before[-1].min())
