# %% [markdown]
# ## 17. K-FAC
#
# A net $z = W_2 \tanh(W_1 a)$ with 19 inputs and a constant 1, 20 hidden units and 5 classes. The Fisher
# block of $W_1$ is the mean of $(a a^\top) \otimes (g g^\top)$ over inputs and drawn labels, with $g$ the
# gradient at the hidden units: $400 \times 400$. [K-FAC](concept:k-fac) keeps the means apart,
# $A = \overline{a a^\top}$ and $B = \overline{g g^\top}$: 200 times fewer numbers.
#
# A mean of products is not the product of the means; what is lost is the covariance of $a a^\top$ and
# $g g^\top$ over the batch. The demo controls it: a share $c$ of the inputs keep their own $g$, the
# others exchange theirs, so that $c = 1$ is the net's batch and $c = 0$ makes the two independent.
# Asserted: the error grows with $c$; what is left at $c = 0$ is sampling, halved by four times the
# inputs; one input has no error; solving with $A + \lambda I$ and $B + \lambda I$ inverts their
# Kronecker product. See the [exercise](exercise:kfac-step).

# %%
inputs, hidden, classes = 20, 20, 5
W1 = rng.standard_normal((hidden, inputs)) / math.sqrt(inputs)
W2 = rng.standard_normal((classes, hidden)) / math.sqrt(hidden)


def batch_draw(count):
    """Inputs of random direction, their lengths log-normal; then the constant 1."""
    x = rng.standard_normal((count, inputs - 1)) * np.exp(0.4 * rng.standard_normal((count, 1)))
    return np.hstack([x, np.ones((count, 1))])


def hidden_moments(a):
    """For each input the expectation of g g^T over labels drawn from the model."""
    h = np.tanh(a @ W1.T)
    p = scipy.special.softmax(h @ W2.T, axis=1)
    J = W2[None] * (1 - h**2)[:, None, :]
    covariance = p[:, :, None] * np.eye(classes) - p[:, :, None] * p[:, None, :]
    return np.einsum("kci,kcd,kdj->kij", J, covariance, J, optimize=True)


def block_and_factors(a, moments):
    outer = (a[:, :, None] * a[:, None, :]).reshape(len(a), -1)
    block = outer.T @ moments.reshape(len(a), -1) / len(a)
    block = block.reshape(inputs, inputs, hidden, hidden).transpose(0, 2, 1, 3)
    return block.reshape(inputs * hidden, -1), a.T @ a / len(a), moments.mean(0)


def relative_error(a, moments):
    block, A, B = block_and_factors(a, moments)
    return np.linalg.norm(block - np.kron(A, B)) / np.linalg.norm(block)


def exchanged(moments, share):
    """The moments, all but a share of them moved to another input."""
    chosen = rng.permutation(len(moments))[: round((1 - share) * len(moments))]
    result = moments.copy()
    result[chosen] = moments[np.roll(chosen, 1)]
    return result


shares = np.linspace(0.0, 1.0, 11)
errors = {}
for count in (512, 2048):
    a = batch_draw(count)
    moments = hidden_moments(a)
    errors[count] = np.array([relative_error(a, exchanged(moments, c)) for c in shares])
link = np.corrcoef(shares, errors[2048])[0, 1]
of_one = relative_error(a[:1], moments[:1])

block, A, B = block_and_factors(a, moments)
damping = 1e-2
damped_A, damped_B = A + damping * np.eye(inputs), B + damping * np.eye(hidden)
G = rng.standard_normal((hidden, inputs))
by_factors = np.linalg.solve(damped_B, G) @ np.linalg.inv(damped_A)
by_product = np.linalg.solve(np.kron(damped_A, damped_B), G.T.ravel()).reshape(inputs, hidden).T
inverse_error = np.linalg.norm(by_factors - by_product) / np.linalg.norm(by_product)
saving = block.size / (A.size + B.size)

fig, (exact, kronecker, ax) = plt.subplots(1, 3, width_ratios=[1, 1, 1.3])
shown = 14
for axes, matrix, name in [
    (exact, block, "Fisher block"),
    (kronecker, np.kron(A, B), r"$A \otimes B$"),
]:
    magnitudes = np.log10(np.abs(matrix[:shown, :shown]) + 1e-12)
    axes.pcolormesh(magnitudes, vmin=-5, vmax=np.log10(np.abs(block).max()))
    axes.set_xlabel(name)
    axes.set_aspect("equal")
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.set_yticks([])
ax.plot(shares, errors[512], "s--", color="C1", label="512 inputs")
ax.plot(shares, errors[2048], "o-", color="C0", label="2048 inputs")
ax.set_ylim(0, None)
ax.set_xlabel("share c with their own g")
ax.set_ylabel("relative error of the block")
ax.legend()
fig.set_label(
    "Left and middle: the first 14 rows and columns of the Fisher block and of the Kronecker product, "
    "magnitudes on a logarithmic scale; the pattern is alike, not equal. Right: the relative error of the "
    "product rises with the share of inputs that keep their own gradient, to about one half; where none "
    "does, four times the inputs have about half the error."
)

print(f"error of the net's own batch of 2048: {errors[2048][-1]:.2f}")
print(
    f"left when independent: {errors[512][0]:.2f} with 512 inputs, {errors[2048][0]:.2f} with 2048"
)
print(f"numbers: block {block.size:,}, factors {A.size + B.size:,}")
check_close("for a single input the product is exact", of_one, 0.0, atol=1e-14)
check_true("the error grows with the correlation over the batch", link > 0.95)
check_close(
    "four times the inputs halve what is left", errors[512][0] / errors[2048][0], 2.0, atol=0.5
)
check_close("inverting the factors inverts the product", inverse_error, 0.0, atol=1e-11)
check_true("the factors take 200 times fewer numbers", saving == 200)
