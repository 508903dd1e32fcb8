# %% [markdown]
# ## 20. Muon
#
# [Muon](concept:muon) orthogonalises its momentum by matrix products alone. One step of its
# Newton–Schulz iteration maps every singular value by
#
# $$ p(\sigma) = 3.4445\,\sigma - 4.7750\,\sigma^3 + 2.0315\,\sigma^5 $$
#
# and leaves the singular vectors. The demo applies $p$ five times to numbers in $[0, 1]$ and asserts
# the band of [section 5.4](section:so-5.4): from 0.68 to 1.21 for all that begin at 0.003 or more; none that
# begins below 0.001 gets there. Then it runs the matrix iteration on $16\times16$ matrices
# with condition numbers $\kappa$ of 10, 100 and $10^4$. The singular values obey the scalar map; at
# $10^4$ the smallest, divided by the Frobenius norm, begins at $8.4\cdot10^{-5}$ and ends near 0.04.

# %%
A, B, C = 3.4445, -4.7750, 2.0315


def quintic(sigma, steps=5):
    for _ in range(steps):
        sigma = A * sigma + B * sigma**3 + C * sigma**5
    return sigma


def newton_schulz(G, steps=5):
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        gram = X @ X.T
        X = A * X + (B * gram + C * gram @ gram) @ X
    return X


order = 16
U, _ = np.linalg.qr(rng.standard_normal((order, order)))
V, _ = np.linalg.qr(rng.standard_normal((order, order)))
before, after, mixing = {}, {}, {}
for kappa in (10, 100, 10_000):
    singular = np.geomspace(1.0, 1.0 / kappa, order)
    G = U @ np.diag(singular) @ V.T
    rotated = U.T @ newton_schulz(G) @ V
    before[kappa] = singular / np.linalg.norm(singular)
    after[kappa] = np.diag(rotated)
    mixing[kappa] = np.abs(rotated - np.diag(after[kappa])).max()

dense = np.linspace(0.003, 1.0, 200_001)
band = quintic(dense)
small = np.geomspace(1e-5, 1e-3, 2001)

sigma = np.geomspace(1e-5, 1.0, 400)
fig, ax = plt.subplots()
ax.axhline(0.68, color="k", linewidth=0.8, linestyle=":")
ax.axhline(1.21, color="k", linewidth=0.8, linestyle=":")
ax.text(1.2e-5, 0.4, "from 0.68 to 1.21")
ax.loglog(sigma, quintic(sigma), color="C0", label="the map, five times")
ax.loglog(sigma, sigma, color="C1", label="unchanged")
for kappa, color, marker in zip(before, ("C2", "C3", "C4"), ("s", "^", "o")):
    name = rf"matrix, $\kappa = {kappa}$"
    ax.loglog(before[kappa], after[kappa], marker, color=color, mfc="none", label=name)
ax.set_xlabel(r"singular value of $G/\Vert G\Vert_F$")
ax.set_ylabel("after five steps")
ax.legend(loc="lower right")
fig.set_label(
    "Singular values after five steps over those before, on logarithmic axes. The curve rises with "
    "slope 1, nearly 485 times above the line of no change, up to about 0.002, then stays between "
    "0.68 and 1.21. The singular values of three matrices lie on it: all of those with condition "
    "number 10 and 100 inside the band, the last five of the one with 10000 below it."
)

print(f"from 0.003 on: between {band.min():.3f} and {band.max():.3f}")
print(f"slope at 0: {A**5:.2f}")
for kappa, sigma in before.items():
    first, last = sigma[-1], after[kappa][-1]
    print(f"condition {kappa:6}: the smallest goes from {first:.2e} to {last:.4f}")
check_true("from 0.003 on all end in [0.68, 1.21]", band.min() > 0.68 and band.max() < 1.21)
check_true("the band is no wider than needed", band.min() < 0.69 and band.max() > 1.2)
check_true("none from below 0.001 does", quintic(small).max() < 0.68)
check_close("small ones grow by nearly 485", quintic(1e-5) / 1e-5, 485.0, atol=0.5)
agreement = max(np.abs(after[kappa] - quintic(sigma)).max() for kappa, sigma in before.items())
check_true("matrix and scalar map agree to 1e-10", agreement < 1e-10)
check_true("singular vectors stay", max(mixing.values()) < 1e-10)
ends = np.concatenate([after[10], after[100]])
check_true("at 10 and 100 all end in the band", ends.min() > 0.68 and ends.max() < 1.21)
check_close("at 10000 the smallest ends at 0.04", after[10_000].min(), 0.04, atol=0.001)
