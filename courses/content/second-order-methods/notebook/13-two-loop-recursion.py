# %% [markdown]
# ## 13. Two-loop recursion
#
# The [two-loop recursion](concept:two-loop-recursion) applies the inverse BFGS matrix $K$ of $m = 10$
# pairs without forming it. The demo builds the same $K$ densely, from
# $K_i = V_i^\top K_{i-1} V_i + \rho_i s_i s_i^\top$ as in [section 6.1](section:so-6.1), and asserts that
# both give one direction, and that the newest secant equation $K y_m = s_m$ holds, to $10^{-11}$.
#
# Then both are timed, up to $n = 10^5$ for the recursion; the dense product stops near 2000, where $K$
# takes 37 MB. The recursion counts its multiplications: exactly $(4m + 1)\,n$. Its time must grow more
# slowly than $n^{1.6}$. Each point is the best of nine rounds, so a busy machine bends the line a little
# but does not break the bound; the times drawn are those of the machine that ran the demo.

# %%
import time

m = 10
work = {"multiplications": 0}


def dot(a, b):
    work["multiplications"] += a.size
    return a @ b


def scaled(factor, a):
    work["multiplications"] += a.size
    return factor * a


def two_loop(g, S, Y, rho, gamma):
    q, alpha = g.copy(), np.empty(len(S))
    for i in reversed(range(len(S))):
        alpha[i] = rho[i] * dot(S[i], q)
        q -= scaled(alpha[i], Y[i])
    r = scaled(gamma, q)
    for i in range(len(S)):
        r += scaled(alpha[i] - rho[i] * dot(Y[i], r), S[i])
    return r


def pairs_draw(n):
    """Pairs of a quadratic whose Hessian is diagonal, with condition number 100."""
    S = rng.standard_normal((m, n))
    Y = S * np.geomspace(1.0, 100.0, n)
    rho = 1.0 / np.sum(S * Y, axis=1)
    return S, Y, rho, 1.0 / (rho[-1] * (Y[-1] @ Y[-1]))


def dense_inverse(S, Y, rho, gamma):
    K = gamma * np.eye(S.shape[1])
    for s, y, r in zip(S, Y, rho):
        Ky = K @ y
        # V^T K V + rho s s^T, multiplied out: n^2 work a pair instead of n^3.
        K += (r + r * r * (y @ Ky)) * np.outer(s, s) - r * (np.outer(s, Ky) + np.outer(Ky, s))
    return K


def seconds(call, *arguments):
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


sizes = np.rint(np.geomspace(100, 100_000, 10)).astype(int)
problems = [(rng.standard_normal(n), *pairs_draw(n)) for n in sizes]
dense = [dense_inverse(*rest) for g, *rest in problems if g.size < 2500]

difference = max(
    np.linalg.norm(K @ g - two_loop(g, *rest)) / np.linalg.norm(K @ g)
    for K, (g, *rest) in zip(dense, problems)
)
secant = max(
    np.linalg.norm(two_loop(Y[-1], S, Y, rho, gamma) - S[-1]) / np.linalg.norm(S[-1])
    for _, S, Y, rho, gamma in problems
)
counts = []
for problem in problems:
    work["multiplications"] = 0
    two_loop(*problem)
    counts.append(work["multiplications"])

by_loops, by_product = np.full(len(sizes), np.inf), np.full(len(dense), np.inf)
for _ in range(9):
    for i, problem in enumerate(problems):
        by_loops[i] = min(by_loops[i], seconds(two_loop, *problem))
    for i, K in enumerate(dense):
        by_product[i] = min(by_product[i], seconds(np.matmul, K, problems[i][0]))
large = sizes >= 1000
slope = np.polyfit(np.log10(sizes[large]), np.log10(by_loops[large]), 1)[0]

fig, ax = plt.subplots()
ax.loglog(sizes, by_loops, "o-", color="C0", label=f"two loops, m = {m}")
ax.loglog(sizes[: len(dense)], by_product, "s--", color="C1", label="dense product Kg")
guide = by_loops[-1] * sizes / sizes[-1]
ax.loglog(sizes[large], 3 * guide[large], ":", color="k", label="slope 1")
ax.set_xlabel("number of variables n")
ax.set_ylabel("best time (s)")
ax.legend()
fig.set_label(
    "Time of one direction over the number of variables, both axes logarithmic. The two loops are flat "
    "for small n, where the interpreter's overhead counts, and then rise about in proportion to n, up "
    "to a hundred thousand. The dense product ends near n = 2000 and rises more steeply."
)

print(f"multiplications at n = 100000: {counts[-1]:,}; dense: {100_000**2:,}")
print(
    f"memory at n = 100000: pairs {2 * m * 8 * 1e5 / 1e6:.0f} MB; dense K {8 * 1e10 / 1e9:.0f} GB"
)
check_close("both give the same direction (relative)", difference, 0.0, atol=1e-11)
check_close("the newest secant equation holds (relative)", secant, 0.0, atol=1e-11)
check_true(
    "the recursion takes exactly (4m + 1) n multiplications",
    counts == [(4 * m + 1) * n for n in sizes],
)
check_true("from n = 1000 its time grows more slowly than n^1.6", slope < 1.6)
