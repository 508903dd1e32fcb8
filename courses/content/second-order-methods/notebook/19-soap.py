# %% [markdown]
# ## 19. SOAP
#
# A matrix is factorised, $\frac12\lVert D^{1/2}(UV^\top - M)\rVert_F^2$, with square factors and a diagonal
# $D$ of condition number $10^3$. Then everything on the left is rotated: $M \to PM$, $D \to PDP^\top$,
# $U_0 \to PU_0$. Adam scales entries, so coordinates matter
# to it; Shampoo and [SOAP](concept:soap) build theirs from $GG^\top$ and $G^\top G$ and turn with
# the problem. SOAP is Adam, run in the eigenbasis of these two.
#
# Asserted: over 100 steps the losses of Shampoo and SOAP are the same in both coordinates, up to the
# growth of rounding, while Adam's are not; on the rotated problem SOAP ends at least 100 times lower than
# Adam; bases refreshed every 10 steps, for a tenth of the cost, keep both. Each method has its best
# rate of three there, decayed to zero. (The first $G$ is diagonal in its own eigenbasis; only Adam's
# $\epsilon = 10^{-8}$ keeps the rounding elsewhere from becoming 1.) See the [exercise](exercise:soap-step).

# %%
n, steps = 8, 200
D = torch.logspace(0, -3, n)
P = torch.linalg.qr(torch.randn(n, n))[0]
M = torch.randn(n, n)
start = 0.5 * torch.randn(n, n), 0.5 * torch.randn(n, n)


def adam(state, G, beta=0.9, second=0.95):
    """The update and the new state; so for every method below."""
    k, m, v = state or (0, 0.0 * G, 0.0 * G)
    k, m, v = k + 1, beta * m + (1 - beta) * G, second * v + (1 - second) * G**2
    update = (m / (1 - beta**k)) / ((v / (1 - second**k)).sqrt() + 1e-8)
    return update, (k, m, v)


def shampoo(state, G, eps=1e-12):
    L, R = state or (eps * torch.eye(n), eps * torch.eye(n))
    L, R = L + G @ G.T, R + G.T @ G
    return power(L, -0.25) @ G @ power(R, -0.25), (L, R)


def power(matrix, exponent):
    values, Q = torch.linalg.eigh(matrix)
    return (Q * values.clamp(min=1e-16) ** exponent) @ Q.T


def eigenbasis(matrix):
    """Largest eigenvalue first, the order that orthogonal iteration keeps."""
    return torch.linalg.eigh(matrix)[1].flip(1)


def soap(state, G, frequency=1, beta=0.9, second=0.95):
    if state is None:
        L, R = G @ G.T, G.T @ G
        state = 0, 0.0 * G, 0.0 * G, L, R, eigenbasis(L), eigenbasis(R)
    k, m, v, L, R, QL, QR = state
    k, m = k + 1, beta * m + (1 - beta) * G
    v = second * v + (1 - second) * (QL.T @ G @ QR) ** 2
    inside = (QL.T @ m @ QR / (1 - beta**k)) / ((v / (1 - second**k)).sqrt() + 1e-8)
    L, R = second * L + (1 - second) * G @ G.T, second * R + (1 - second) * G.T @ G
    new_L, new_R = QL, QR
    if k % frequency == 0:
        # One step of orthogonal iteration, as in the paper.
        new_L, new_R = torch.linalg.qr(L @ QL)[0], torch.linalg.qr(R @ QR)[0]
    return QL @ inside @ QR.T, (k, m, v, L, R, new_L, new_R)


def soap_10(state, G):
    return soap(state, G, frequency=10)


def losses(method, rate, rotation):
    target, weights = rotation @ M, rotation @ torch.diag(D) @ rotation.T
    factors, states, found = [rotation @ start[0], start[1]], [None, None], []
    for k in range(steps + 1):
        residual = factors[0] @ factors[1].T - target
        found.append(0.5 * float((residual * (weights @ residual)).sum()))
        gradients = weights @ residual @ factors[1], (weights @ residual).T @ factors[0]
        for i in range(2):
            update, states[i] = method(states[i], gradients[i])
            factors[i] = factors[i] - rate * (1 - k / steps) * update
    return np.array(found)


methods = {"Adam": adam, "Shampoo": shampoo, "SOAP, every step": soap, "SOAP, every 10": soap_10}
rates = (0.1, 0.3, 1.0)
rotated, aligned = {}, {}
for name, method in methods.items():
    runs = {rate: losses(method, rate, P) for rate in rates}
    best = min(rates, key=lambda rate: runs[rate][-1])
    rotated[name] = runs[best]
    aligned[name] = losses(method, best, torch.eye(n))
    print(f"{name}: rate {best}, loss ends near {rotated[name][-1]:.0e} on the rotated problem")

early = slice(0, 101)
difference = {
    name: np.max(np.abs(rotated[name][early] / aligned[name][early] - 1)) for name in methods
}

fig, ax = plt.subplots()
for i, name in enumerate(methods):
    ax.semilogy(rotated[name], color=f"C{i}", label=name)
ax.semilogy(aligned["Adam"], ":", color="C0", label="Adam, before the rotation")
ax.plot(
    np.arange(0, steps + 1, 12),
    aligned["SOAP, every step"][::12],
    "o",
    linestyle="none",
    color="C2",
    mfc="none",
    label="SOAP, before the rotation",
)
ax.set_xlabel("step")
ax.set_ylabel("loss")
ax.legend(loc="lower left")
fig.set_label(
    "Loss over 200 steps, logarithmic, on the rotated problem. Adam and Shampoo level off; "
    "SOAP falls by many orders of magnitude further, with bases refreshed at every step or at every tenth. "
    "Before the rotation Adam falls much further as well; SOAP's circles lie on its own curve."
)

check_true("Adam's loss depends on the coordinates", difference["Adam"] > 1)
check_close("Shampoo's does not", difference["Shampoo"], 0.0, atol=1e-4)
check_close("SOAP's does not", difference["SOAP, every step"], 0.0, atol=1e-3)
check_close("nor with bases refreshed every 10 steps", difference["SOAP, every 10"], 0.0, atol=1e-3)
for name in ("SOAP, every step", "SOAP, every 10"):
    check_true(
        f"{name}: ends 100 times lower than Adam", 100 * rotated[name][-1] < rotated["Adam"][-1]
    )
