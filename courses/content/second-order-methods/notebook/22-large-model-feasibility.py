# %% [markdown]
# ## 22. Large-model feasibility
#
# [Large-model feasibility](concept:large-model-feasibility) needs no accelerator, only integers. The
# demo takes the shapes of a transformer (32 layers of width 4096, feed-forward width 11008, 32000
# tokens: the 7B shapes of LLaMA) and counts what each method keeps between two steps, by the rules of
# [section 6.3](section:so-6.3) and of the [exercise](exercise:large-model-feasibility). Shampoo and
# SOAP leave out sides above 10000.
#
# Then the rules are held against arrays that exist. AdamW, Muon and L-BFGS of `torch` train a
# $30\times20$ matrix until their buffers are full; Shampoo, SOAP, K-FAC and Newton are built by hand
# for its gradient. Step counters and scratch space are left out. Asserted are the counts to the
# number, the table of section 6.3, and the bytes of the large model.

# %%
width, feed_forward, layers, tokens = 4096, 11008, 32, 32000
layer = [(width, width)] * 4 + [(feed_forward, width)] * 2 + [(width, feed_forward)]
model = [(tokens, width)] * 2 + layers * (layer + [(width,)] * 2) + [(width,)]


def numbers_kept(shapes, pairs=10, longest=10_000):
    """Count in Python's integers, which do not overflow."""
    total = sum(math.prod(shape) for shape in shapes)
    matrices = [shape for shape in shapes if len(shape) == 2]
    in_matrices = sum(o * i for o, i in matrices)
    factors = sum(o * o + i * i for o, i in matrices)
    sides = sum(d * d for shape in matrices for d in shape if d <= longest)
    return {
        "Muon": in_matrices + 2 * (total - in_matrices),
        "AdamW": 2 * total,
        "Shampoo": total + 2 * sides,
        "SOAP": 2 * total + 2 * sides,
        "K-FAC": 2 * factors,
        "L-BFGS": 2 * pairs * total,
        "Newton": total**2,
    }


inputs = torch.from_numpy(rng.standard_normal((64, 20)))
targets = torch.from_numpy(rng.standard_normal((64, 30)))


def kept_by_torch(kind, buffers, **options):
    """Train a 30 x 20 matrix, and count the numbers in the named buffers of the state."""
    W = torch.nn.Parameter(torch.zeros(30, 20))
    optimizer = kind([W], **options)

    def closure():
        optimizer.zero_grad()
        loss = 0.5 * ((inputs @ W.T - targets) ** 2).mean()
        loss.backward()
        return loss

    for _ in range(15):
        optimizer.step(closure)
    held = [optimizer.state[W][name] for name in buffers]
    arrays = [each for one in held for each in (one if isinstance(one, list) else [one])]
    return sum(array.numel() for array in arrays)


def root_inverse(matrix, order):
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.maximum(values, 1e-12) ** (-1 / order) @ vectors.T


a, residuals = inputs.numpy(), -targets.numpy() / 30
G = residuals.T @ a / 64
sides = [G @ G.T, G.T @ G]
factors = [residuals.T @ residuals / 64, a.T @ a / 64]
bases = [np.linalg.eigh(side)[1] for side in sides]
rotated = bases[0].T @ G @ bases[1]
arrays = {
    "Shampoo": [0.1 * G, *sides, *(root_inverse(side, 4) for side in sides)],
    "SOAP": [0.1 * rotated, 0.05 * rotated**2, *sides, *bases],
    "K-FAC": [*factors, *(np.linalg.inv(each + 1e-3 * np.eye(len(each))) for each in factors)],
    "Newton": [np.kron(np.eye(30), factors[1] / 30)],
}
measured = {name: sum(array.size for array in held) for name, held in arrays.items()}
measured["AdamW"] = kept_by_torch(torch.optim.AdamW, ["exp_avg", "exp_avg_sq"])
measured["Muon"] = kept_by_torch(torch.optim.Muon, ["momentum_buffer"])
measured["L-BFGS"] = kept_by_torch(
    torch.optim.LBFGS, ["old_dirs", "old_stps"], lr=0.1, max_iter=1, history_size=10
)

total = sum(math.prod(shape) for shape in model)
state = {name: 4 * count for name, count in numbers_kept(model).items()}
small = numbers_kept([(30, 20)])

order = sorted(state, key=state.get)
fig, ax = plt.subplots()
for row, name in enumerate(order):
    ax.barh(row, float(state[name]), color="C0", height=0.6)
    size = f"{state[name] / 1e9:.3g} GB" if state[name] < 1e15 else f"{state[name] / 1e18:.3g} EB"
    ax.text(max(1.3 * state[name], 1.1e11), row, size, va="center")
ax.axvline(80e9, color="k", linestyle="--", label="80 GB, one accelerator")
ax.set_xscale("log")
ax.set_xlim(1e9, 1e24)
ax.set_yticks(range(len(order)), order)
ax.set_xlabel("bytes of state for 6.7 billion parameters in float32")
ax.legend(loc="lower right")
fig.set_label(
    "A bar for each method on a logarithmic axis of bytes. Muon, AdamW and Shampoo stay below a "
    "line at 80 GB, from 27 to 74 GB; SOAP, K-FAC and L-BFGS lie above it, from 101 to 539 GB; "
    "Newton's bar is more than eight powers of ten longer than any other."
)

print(f"{total} parameters, {4 * total} bytes in float32")
for name in order:
    print(f"{name:8} {state[name]:>22} bytes; 30 x 20: {small[name]:6} numbers")
in_layer = {name: 4 * count for name, count in numbers_kept([(width, width)]).items()}
table = {"Muon": 64, "AdamW": 128, "K-FAC": 256, "L-BFGS": 1280, "Newton": 2**30}
check_true("the model has 6738415616 parameters", total == 6_738_415_616)
check_true("rules and arrays agree to the number", measured == small)
check_true(
    "one layer keeps what section 6.3 says",
    all(in_layer[name] == mib * 2**20 for name, mib in table.items()),
)
check_true("AdamW keeps 53907324928 bytes", state["AdamW"] == 53_907_324_928)
check_true("SOAP keeps 101420400640 bytes", state["SOAP"] == 101_420_400_640)
check_true("and Newton 181624980055810637824", state["Newton"] == 181_624_980_055_810_637_824)
check_true(
    "of seven methods three fit 80 GB",
    [name for name in order if state[name] < 80e9] == ["Muon", "AdamW", "Shampoo"],
)
