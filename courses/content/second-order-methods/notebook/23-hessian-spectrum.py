# %% [markdown]
# ## 23. The Hessian's spectrum before and after training

# %%
classes, inputs, hidden, per_class = 4, 8, 12, 30
centres = 2.0 * np.linalg.qr(rng.standard_normal((inputs, inputs)))[0][:classes]
labels = torch.arange(classes).repeat_interleave(per_class)
X = torch.from_numpy(
    np.repeat(centres, per_class, axis=0) + rng.standard_normal((classes * per_class, inputs))
)
shapes = [(hidden, inputs), (hidden,), (classes, hidden), (classes,)]
sizes = [math.prod(shape) for shape in shapes]
n = sum(sizes)


def logits(theta):
    W, b, V, c = (part.reshape(s) for part, s in zip(theta.split(sizes), shapes))
    return torch.tanh(X @ W.T + b) @ V.T + c


def loss(theta):
    return torch.nn.functional.cross_entropy(logits(theta), labels)


def trained(theta, steps, eta=0.5, beta=0.9):
    gradient, momentum = torch.func.grad(loss), torch.zeros(n)
    for _ in range(steps):
        momentum = beta * momentum + gradient(theta)
        theta = theta - eta * momentum
    return theta


scales = torch.cat([torch.full((k,), s) for k, s in zip(sizes, (8**-0.5, 0.1, 12**-0.5, 0.1))])
start = scales * torch.from_numpy(rng.standard_normal(n))
for T in (0, 10, 50, 200, 500, 1000):
    th = trained(start, T, 0.1)
    H = torch.func.hessian(loss)(th).numpy()
    e = np.linalg.eigvalsh(H)[::-1]
    print(
        T,
        float(loss(th)),
        e[:14].round(4),
        e[-3:].round(4),
        (abs(e) < 0.01 * e[0]).mean(),
        (abs(e) < 0.05 * e[0]).mean(),
    )
