# %% [markdown]
# ## 18. Shampoo
#
# One step of [Shampoo](concept:shampoo) from $L = R = \epsilon I$, on an $8 \times 12$ gradient
# $G = U \Sigma V^\top$ with singular values from 1 down to $10^{-2}$. The statistics become
# $\epsilon I + GG^\top$ and $\epsilon I + G^\top G$; both powers act on the singular vectors of $G$, and
# the update is $U\,\Sigma\,(\Sigma^2 + \epsilon I)^{-2e}\,V^\top$ for an exponent $-e$ on each side.
#
# With $e = 1/4$ this is $\sigma/\sqrt{\sigma^2 + \epsilon}$, which tends to 1: the update tends to the
# polar factor $UV^\top$, at distance $O(\epsilon)$. With $e = 1/2$, as if the fourth root were a square
# root, it is $\sigma/(\sigma^2 + \epsilon) \to 1/\sigma$: the smallest direction gets the longest step. The
# demo asserts both, against SciPy's polar decomposition. See [section 4.5](section:so-4.5) and the
# [exercise](exercise:shampoo-step).

# %%
rows, columns = 8, 12
sigma = np.geomspace(1.0, 1e-2, rows)
U, _ = np.linalg.qr(rng.standard_normal((rows, rows)))
V, _ = np.linalg.qr(rng.standard_normal((columns, rows)))
G = U @ np.diag(sigma) @ V.T
polar_factor, _ = scipy.linalg.polar(G)


def power(matrix, exponent):
    values, Q = np.linalg.eigh(matrix)
    return (Q * values**exponent) @ Q.T


def update(eps, exponent):
    left = eps * np.eye(rows) + G @ G.T
    right = eps * np.eye(columns) + G.T @ G
    return power(left, exponent) @ G @ power(right, exponent)


def singular_values(matrix):
    return np.linalg.svd(matrix, compute_uv=False)


small = 1e-8
quarter, half = update(small, -1 / 4), update(small, -1 / 2)
damped = update(1e-2, -1 / 4)

damping = np.geomspace(1e-10, 1e-6, 9)
distances = [np.linalg.norm(update(eps, -1 / 4) - polar_factor) for eps in damping]
slope = np.polyfit(np.log10(damping), np.log10(distances), 1)[0]

fig, ax = plt.subplots()
order = np.arange(1, rows + 1)
ax.semilogy(order, sigma, "s--", color="C1", label=r"gradient, $\sigma$")
ax.semilogy(order, np.diag(U.T @ half @ V), "^-.", color="C3", label="exponents -1/2")
ax.semilogy(order, np.diag(U.T @ quarter @ V), "o-", color="C0", label="exponents -1/4")
ax.semilogy(order, np.diag(U.T @ damped @ V), "v:", color="C2", label=r"-1/4, $\epsilon = 0.01$")
ax.set_xlabel("singular direction of the gradient")
ax.set_ylabel("singular value")
ax.legend()
fig.set_label(
    "Singular values along the eight singular directions of the gradient, logarithmic. The gradient's "
    "fall from 1 to 0.01; after a step with exponents -1/4 all are 1; with -1/2 they rise from 1 to 100; "
    "with -1/4 and a large epsilon they fall to 0.1."
)

print(f"exponents -1/4: singular values from {singular_values(quarter).min():.4f} to 1")
print(f"exponents -1/2: from 1 to {singular_values(half).max():.4g}")
print(f"distance to the polar factor falls with epsilon to the power {slope:.3f}")
check_close("-1/4 gives the polar factor UV^T", quarter, polar_factor, atol=1e-4)
check_close("which is U V^T", polar_factor, U @ V.T, atol=1e-12)
check_close("the distance to it is of order epsilon", slope, 1.0, atol=0.01)
check_close("-1/2 gives U Sigma^-1 V^T", half, U @ np.diag(1 / sigma) @ V.T, rtol=1e-3)
expected = U @ np.diag(sigma / np.sqrt(sigma**2 + 1e-2)) @ V.T
check_close("a large epsilon keeps small singular values small", damped, expected, atol=1e-12)
