# %% [markdown]
# ## 3. Newton step
#
# Pure Newton on Rosenbrock's function from $(-1.2, 1)$: each [step](concept:newton-step)
# $p = -H^{-1} g$ is taken in full, and nothing asks whether $f$ decreased.
#
# It does not always. The first step is good, $f$ falls from $24.2$ to $4.731884$. The second jumps
# out of the curved valley, which the model knows as a straight one, and $f$ rises to $1411.8452$.
# The third comes straight back, and near $(1, 1)$ the digits double with each step.
#
# The demo asserts both values of $f$, that $\lVert g \rVert < 10^{-12}$ after seven steps and not
# earlier, and what the failure costs: $f$ is not monotone. A line search
# ([damped Newton](concept:damped-newton)) or a [trust region](concept:trust-region) cures that.

# %%
def f(x):
    return 100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2


def gradient(x):
    return np.array(
        [-400.0 * x[0] * (x[1] - x[0] ** 2) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] ** 2)]
    )


def hessian(x):
    return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200.0]])


iterates = [np.array([-1.2, 1.0])]
for _ in range(7):
    x = iterates[-1]
    iterates.append(x - np.linalg.solve(hessian(x), gradient(x)))
path = np.array(iterates)
values = [f(x) for x in iterates]
norms = [np.linalg.norm(gradient(x)) for x in iterates]

u, v = np.meshgrid(np.linspace(-1.6, 1.6, 81), np.linspace(-3.6, 2.2, 81))
fig, ax = plt.subplots()
ax.contour(u, v, np.log10(f((u, v)) + 1e-2), levels=np.arange(-1, 4, 0.5), linewidths=0.8)
ax.plot(path[:, 0], path[:, 1], "o-", color="C0", label="Newton iterates")
ax.plot(1.0, 1.0, "*", color="k", markersize=13, label="minimum")
for k, offset in ((0, (-18, -18)), (1, (-2, 8)), (2, (8, -4)), (3, (8, -6)), (4, (10, 4))):
    ax.annotate(f"{k}: f = {values[k]:.4g}", iterates[k], xytext=offset, textcoords="offset points")
ax.set_xlabel("$x_1$")
ax.set_ylabel("$x_2$")
ax.legend(loc="lower left")
fig.set_label(
    "Contours of Rosenbrock's curved valley with seven Newton iterates. From (-1.2, 1) the "
    "first step goes up a little into the valley floor; the second leaps out of it, down to "
    "(0.76, -3.18), where f is 1412; the third returns to the floor, and the rest close in on "
    "the minimum (1, 1)."
)

for k, (value, norm) in enumerate(zip(values, norms)):
    print(f"step {k}: f = {value:.8g}" if k < 5 else f"step {k}: f < 1e-10", end="")
    print(f", gradient norm {norm:.2e}" if norm > 1e-6 else ", gradient norm < 1e-6")
check_close("f after the first step", values[1], 4.731884, atol=5e-7)
check_close("f after the second step", values[2], 1411.8452, atol=5e-5)
check_true("so f rises nearly three hundredfold", values[2] > 290 * values[1])
check_true("gradient norm below 1e-12 after seven steps", norms[7] < 1e-12)
check_true("and not after six", norms[6] > 1e-12)
