# %% [markdown]
# ## 4. Newton decrement
#
# The [Newton decrement](concept:newton-decrement) $\lambda(x) = \sqrt{g^\top H^{-1} g}$ measures the
# gradient in the norm of the inverse Hessian. Replace $x$ by $Ty$ with an invertible $T$: the
# gradient becomes $T^\top g$ and the Hessian $T^\top H T$, so
# $\lambda^2 = g^\top T\,(T^\top H T)^{-1}\,T^\top g$ and every $T$ cancels. The gradient's own norm has no
# such luck.
#
# The demo draws 200 random matrices $T$ with condition numbers up to $10^3$ and computes both. It
# asserts that $\lambda$ stays where it was while $\lVert T^\top g\rVert$ changes by more than a factor
# of 10, and that $\lambda^2/2$ is exactly the gap $f(x) - f^\star$ of the quadratic.

# %%
n = 6
basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
H = basis @ np.diag(np.geomspace(1.0, 100.0, n)) @ basis.T
x_star = rng.standard_normal(n)
x = rng.standard_normal(n)


def f(point):
    return 0.5 * (point - x_star) @ H @ (point - x_star)


def newton_decrement(gradient, hessian):
    factor = scipy.linalg.cho_factor(hessian)
    return math.sqrt(gradient @ scipy.linalg.cho_solve(factor, gradient))


g = H @ (x - x_star)
decrement = newton_decrement(g, H)

norms, decrements = [], []
for log10_condition in rng.uniform(0.0, 3.0, 200):
    left, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    T = left @ np.diag(np.geomspace(1.0, 10.0**log10_condition, n)) @ right
    norms.append(np.linalg.norm(T.T @ g))
    decrements.append(newton_decrement(T.T @ g, T.T @ H @ T))

fig, ax = plt.subplots()
ax.loglog(norms, decrements, "o", color="C1", mfc="none", label=r"200 coordinate systems $x = Ty$")
ax.loglog(np.linalg.norm(g), decrement, "D", color="C0", markersize=9, label=r"$T = I$")
ax.set_xlabel(r"norm of the gradient $T^{T} g$")
ax.set_ylabel(r"Newton decrement $\lambda$")
ax.set_ylim(decrement / 10, decrement * 10)
ax.legend()
fig.set_label(
    "A scatter of 200 points: the gradient's norm on the horizontal axis spans more than a factor "
    "of ten, while the Newton decrement on the vertical axis is the same for all of them."
)

spread = max(norms) / min(norms)
print(f"gradient norms from {min(norms):.3g} to {max(norms):.3g}, a factor of {spread:.3g}")
print(f"Newton decrement {decrement:.12g}")
check_close("the decrement is the same in every T", decrements, decrement, rtol=1e-9)
check_true("the gradient's norm changes by more than a factor of 10", spread > 10)
check_close("half its square is the gap f - f*", decrement**2 / 2, f(x) - f(x_star), rtol=1e-12)
