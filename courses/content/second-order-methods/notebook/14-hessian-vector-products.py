# %% [markdown]
# ## 14. Hessian-vector products
#
# A [Hessian-vector product](concept:hessian-vector-products) is the gradient of $g(x)^\top v$: one more
# backward pass, and no matrix. How much dearer than a gradient is it? The function is the chained
# Rosenbrock function, $\sum_i 100\,(x_{i+1} - x_i^2)^2 + (1 - x_i)^2$, with $n$ from $10^2$ to $10^5$; up
# to $10^3$ the whole Hessian is formed as well, $n$ products at once.
#
# Times depend on what else the machine does, so they are only drawn. Asserted is the work: a listener
# below autograd adds up the numbers that every tensor operation writes. One product may write at most 5
# times what a gradient writes, at every $n$, where the dense Hessian writes more than $n$ gradients'
# worth. The product must agree with the dense Hessian to $10^{-12}$. See
# [section 6.2](section:so-6.2) and the [exercise](exercise:hessian-vector-product).

# %%
import time

from torch.utils._python_dispatch import TorchDispatchMode


class Work(TorchDispatchMode):
    """Adds up the numbers written by the operations that run under it."""

    def __init__(self):
        super().__init__()
        self.numbers = 0

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        # A view writes nothing.
        if isinstance(result, torch.Tensor) and not function.is_view:
            self.numbers += result.numel()
        return result


def f(x):
    return (100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2).sum()


def gradient(x, v=None):
    x = x.detach().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


def product(x, v):
    x = x.detach().requires_grad_()
    (g,) = torch.autograd.grad(f(x), x, create_graph=True)
    return torch.autograd.grad(g @ v, x)[0]


def hessian(x, v=None):
    return torch.func.hessian(f)(x)


def work(call, *arguments):
    with Work() as counted:
        call(*arguments)
    return counted.numbers


def best_seconds(call, arguments, repeats):
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        call(*arguments)
        best = min(best, time.perf_counter() - start)
    return best


sizes = np.array([100, 316, 1000, 3162, 10_000, 31_623, 100_000])
problems = [(torch.randn(n), torch.randn(n)) for n in sizes]
small = problems[:3]

error = 0.0
for x, v in small:
    wanted = hessian(x) @ v
    error = max(error, float((product(x, v) - wanted).norm() / wanted.norm()))

work_ratio = np.array([work(product, *p) / work(gradient, *p) for p in problems])
dense_ratio = np.array([work(hessian, *p) / work(gradient, *p) for p in small])
times = {
    call: [best_seconds(call, p, repeats) for p in chosen]
    for call, chosen, repeats in [
        (gradient, problems, 15),
        (product, problems, 15),
        (hessian, small, 3),
    ]
}

fig, ax = plt.subplots()
ax.loglog(sizes[:3], times[hessian], "^:", color="C2", label="dense Hessian")
ax.loglog(sizes, times[product], "o-", color="C0", label="one product Hv")
ax.loglog(sizes, times[gradient], "s--", color="C1", label="one gradient")
ax.set_xlabel("number of variables n")
ax.set_ylabel("best time (s)")
ax.legend()
fig.set_label(
    "Time of a gradient, of a Hessian-vector product and of a dense Hessian over the number of "
    "variables, both axes logarithmic. Product and gradient run in parallel, a small factor apart, up "
    "to a hundred thousand variables; the dense Hessian ends at a thousand, far above both."
)

print(f"work of a product, in gradients: {work_ratio.min():.3g} to {work_ratio.max():.3g}")
print(
    "work of a dense Hessian: "
    + ", ".join(f"{r:.2g} at n = {n}" for r, n in zip(dense_ratio, sizes))
)
check_true("a product is at most 5 gradients' work at every n", work_ratio.max() <= 5)
check_true("and more than one gradient's", work_ratio.min() > 1)
check_true("a dense Hessian is more than n gradients'", all(dense_ratio > sizes[:3]))
check_close("product and dense Hessian agree (relative)", error, 0.0, atol=1e-12)
