# %% [markdown]
# ## 11. BFGS
#
# On a quadratic with Hessian $A$ and with [exact line searches](concept:exact-line-search),
# [BFGS](concept:bfgs) takes conjugate directions, as conjugate gradients do: after at most $n$
# steps it stands at the minimiser, and after $n$ updates from $B_0 = I$ the matrix is $A$
# ([section 5.2](section:so-5.2)).
#
# The demo watches it happen with $n = 10$ and eigenvalues of $A$ from $1$ to $100$: the eigenvalues
# of $B_k$ leave $1$ one by one, and at $k = 10$ they are those of $A$. Each update obeys
#
# $$ \det B_{k+1} = \det B_k\; \frac{y^\top s}{s^\top B_k s}, $$
#
# which is why $y^\top s > 0$ keeps $B$ positive definite. The demo asserts the end after $n$ steps
# and not before, $B_n = A$ to ten digits, conjugacy, and the determinants at every step.

# %%
n = 10
basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
spectrum = np.geomspace(1.0, 100.0, n)
A = basis @ np.diag(spectrum) @ basis.T
b = rng.standard_normal(n)
x, B = np.zeros(n), np.eye(n)

norms, matrices, steps, ratios, identity = [], [B], [], [], []
for _ in range(n):
    g = A @ x - b
    norms.append(np.linalg.norm(g))
    d = -np.linalg.solve(B, g)
    t = -(g @ d) / (d @ A @ d)
    s = t * d
    y = A @ (x + s) - b - g
    expected = np.linalg.slogdet(B)[1] + math.log((y @ s) / (s @ B @ s))
    B = B - np.outer(B @ s, B @ s) / (s @ B @ s) + np.outer(y, y) / (y @ s)
    identity.append(np.linalg.slogdet(B)[1] - expected)
    x = x + s
    steps.append(s)
    matrices.append(B)
norms.append(np.linalg.norm(A @ x - b))

eigenvalues = np.array([np.linalg.eigvalsh(M) for M in matrices])
S = np.array(steps)
products = S @ A @ S.T
conjugacy = products / np.sqrt(np.outer(np.diag(products), np.diag(products)))

fig, (left, right) = plt.subplots(1, 2, layout="constrained")
left.semilogy(eigenvalues, color="C0", marker="o", markersize=4, linestyle="-", linewidth=0.9)
for value in spectrum:
    left.axhline(value, color="C1", linestyle=":", linewidth=1)
left.plot([], [], "C1", linestyle=":", label="eigenvalues of A")
left.plot([], [], "C0", marker="o", label="eigenvalues of $B_k$")
left.set_xlabel("updates k")
left.set_ylim(top=2000)
left.legend(loc="upper left")
right.semilogy(np.array(norms) / norms[0], "o-", color="C0", label="relative gradient norm")
right.semilogy(
    [np.linalg.norm(M - A) / np.linalg.norm(A) for M in matrices],
    "s--",
    color="C2",
    label="relative error of $B_k$",
)
right.set_xlabel("step k")
right.legend(loc="lower left")
fig.set_label(
    "Left: ten eigenvalues of B over the updates, all 1 at first; they fan out, one below 1 for "
    "a while, until after ten each lies on one of the dotted lines, the eigenvalues of A. "
    "Right: the relative gradient norm and the error of B fall slowly for nine steps and drop "
    "to rounding level at the tenth."
)

print(f"relative gradient norm after 9 steps {norms[9] / norms[0]:.2e}, after 10 below 1e-9")
print("eigenvalues of B after 5 updates:", " ".join(f"{v:.3g}" for v in eigenvalues[5]))
check_true("stationary after n steps", norms[n] < 1e-9 * norms[0])
check_true("and not after n - 1", norms[n - 1] > 1e-4 * norms[0])
check_close("B is then A", matrices[n], A, rtol=1e-10)
check_close("with its eigenvalues", eigenvalues[n], spectrum, rtol=1e-10)
check_close("the steps are conjugate", conjugacy, np.eye(n), atol=1e-9)
check_close("the determinants obey the identity", identity, 0.0, atol=1e-11)
check_true("every B is positive definite", eigenvalues.min() > 0)
