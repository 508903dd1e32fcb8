# %% [markdown]
# ## 22. Large-model feasibility
#
# What must each method keep between steps? For a transformer of the 7B class (32 layers of width 4096 with
# feed-forward width 11008, a vocabulary of 32000) the shapes alone decide; see
# [large-model feasibility](concept:large-model-feasibility). The demo counts, in exact integers: AdamW two
# moments; Muon one momentum for each hidden matrix and AdamW for the rest; Shampoo momentum, two statistics and
# two roots; SOAP two moments, two statistics and two bases; K-FAC two factors and their inverses for
# each matrix; L-BFGS ten pairs; Newton the Hessian. Sides beyond 10000 get no statistics in
# Shampoo and SOAP, as in their programs.
#
# Whether the formulas are right is asked of real optimisers: on one $30 \times 20$ matrix their
# states must hold exactly the counted numbers. See the [exercise](exercise:large-model-feasibility).

# %%
layers, width, forward, vocabulary = 32, 4096, 11008, 32000
layer = [(width, width)] * 4 + [(forward, width)] * 2 + [(width, forward), (width,), (width,)]
hidden = layer * layers
shapes = [*hidden, (vocabulary, width), (vocabulary, width), (width,)]


def counts(hidden, others, history=10, max_side=10_000):
    """Numbers kept by each method; Muon treats only the matrices among `hidden`."""
    shapes = [*hidden, *others]
    total = sum(math.prod(s) for s in shapes)
    matrices = [s for s in shapes if len(s) == 2]
    by_muon = sum(math.prod(s) for s in hidden if len(s) == 2)
    squares = sum(side**2 for s in matrices for side in s)
    small = sum(side**2 for s in matrices for side in s if side <= max_side)
    return {
        "Muon": by_muon + 2 * (total - by_muon),
        "AdamW": 2 * total,
        "Shampoo": total + 2 * small,
        "SOAP": 2 * total + 2 * small,
        "K-FAC": 2 * squares,
        "L-BFGS, 10 pairs": 2 * history * total,
        "Newton": total**2,
    }


def kept(optimizer, W):
    """The numbers in the tensors that an optimiser keeps of W, counters apart."""
    state = optimizer.state[W]
    tensors = [t for v in state.values() for t in (v if isinstance(v, list) else [v])]
    return sum(t.numel() for t in tensors if isinstance(t, torch.Tensor) and t.numel() > 1)


def stepped(make, count=1):
    """Numbers kept after some steps of a real optimiser on a 30 x 20 matrix."""
    W = torch.nn.Parameter(torch.randn(30, 20))
    target = torch.randn(30, 20)
    curvatures = torch.linspace(1.0, 9.0, 600).reshape(30, 20)
    optimizer = make([W])

    def closure():
        optimizer.zero_grad()
        loss = (curvatures * (W - target) ** 2).sum() / 2
        loss.backward()
        return loss

    for _ in range(count):
        optimizer.step(closure)
    return optimizer, W


adamw = kept(*stepped(torch.optim.AdamW))
muon = kept(*stepped(torch.optim.Muon))
lbfgs, W = stepped(lambda p: torch.optim.LBFGS(p, lr=0.1, max_iter=1, history_size=10), count=15)
pairs = sum(t.numel() for name in ("old_dirs", "old_stps") for t in lbfgs.state[W][name])

# Shampoo, SOAP and K-FAC are not in torch: what a step of each makes, kept.
G, activations, errors = torch.randn(30, 20), torch.randn(64, 20), torch.randn(64, 30)
left, right = G @ G.T, G.T @ G
A, B = activations.T @ activations / 64, errors.T @ errors / 64
bases = [torch.linalg.eigh(S) for S in (left, right)]
roots = [(Q * (v.clamp(min=0) + 1e-6) ** -0.25) @ Q.T for v, Q in bases]
inverses = [torch.linalg.inv(S + 0.1 * torch.eye(len(S))) for S in (A, B)]
made = {
    "Muon": [muon],
    "AdamW": [adamw],
    "Shampoo": [t.numel() for t in (G, left, right, *roots)],
    "SOAP": [t.numel() for t in (G, G**2, left, right, *(Q for _, Q in bases))],
    "K-FAC": [t.numel() for t in (A, B, *inverses)],
    "L-BFGS, 10 pairs": [pairs],
    "Newton": [torch.func.hessian(lambda w: (w**4).sum())(G.reshape(-1)).numel()],
}
small = counts([(30, 20)], [])
large = counts(hidden, shapes[len(hidden) :])
parameters = sum(math.prod(s) for s in shapes)
in_bytes = {name: 4 * count for name, count in large.items()}

fig, ax = plt.subplots()
names = list(in_bytes)
bars = ax.barh(names, [in_bytes[name] / 1e9 for name in names], color="C0", height=0.6)
ax.bar_label(bars, [f"{in_bytes[name] / 1e9:.3g} GB" for name in names], padding=3)
ax.set_xscale("log")
ax.set_xlim(1, 1e14)
ax.invert_yaxis()
ax.set_xlabel("optimiser state (GB, float32)")
fig.set_label(
    "Horizontal bars on a logarithmic axis: optimiser state for a transformer of the 7B class. Muon, "
    "AdamW and Shampoo stay below 80 GB, SOAP and K-FAC above 100, L-BFGS with ten pairs at 539, and "
    "Newton's Hessian lies more than eight orders of magnitude above them all."
)

print(f"{parameters:,} parameters")
for name in names:
    print(f"{name}: {large[name]:,}; for 30 x 20: {small[name]:,}")
check_true("the shapes have 6,738,415,616 parameters", parameters == 6_738_415_616)
for name, numbers in made.items():
    check_true(f"{name} keeps the counted numbers of 30 x 20", sum(numbers) == small[name])
check_true("Newton's Hessian has more numbers than 64 bits can count", large["Newton"] > 2**64)
check_true("Muon keeps less than AdamW, and Newton most", names == sorted(names, key=large.get))
