# %% [markdown]
# ## 12. L-BFGS
#
# [L-BFGS](concept:l-bfgs) keeps the newest $m$ pairs $(s, y)$ and gets its direction from them by
# the [two-loop recursion](concept:two-loop-recursion): $2mn$ numbers in place of the $n^2$ of
# [BFGS](concept:bfgs). What does a larger $m$ buy?
#
# The demo minimises Rosenbrock's function chained over $n = 1000$ variables,
#
# $$ f(x) = \sum_{i=1}^{n-1} 100\,(x_{i+1} - x_i^2)^2 + (1 - x_i)^2, $$
#
# for $m$ of 1, 3, 5, 10 and 50 from three random starts, with a Wolfe line search, and measures the
# peak of the memory that Python allots. It asserts that every run arrives, that $m = 50$ takes
# fewer steps than $m = 1$, but more than a third of them, and that the peak is a straight line in
# $m$ of slope $16n$ bytes: two vectors of $n$ doubles a pair. More on $m$ in
# [section 5.3](section:so-5.3).

# %%
import tracemalloc
from collections import deque

n, sizes = 1000, (1, 3, 5, 10, 50)


def f_and_gradient(x):
    rest, lag = x[1:] - x[:-1] ** 2, 1.0 - x[:-1]
    g = np.zeros(n)
    g[:-1] = -400.0 * x[:-1] * rest - 2.0 * lag
    g[1:] += 200.0 * rest
    return 100.0 * rest @ rest + lag @ lag, g


def direction(g, pairs):
    q, kept = -g, []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        kept.append(a)
        q -= a * y
    if pairs:
        s, y = pairs[-1]
        q *= (s @ y) / (y @ y)
    for (s, y), a in zip(pairs, reversed(kept)):
        q += (a - (y @ q) / (s @ y)) * s
    return q


def wolfe_step(x, f, slope, d, t):
    """Return a step with enough decrease and enough curvature, by doubling and bisection."""
    low, high = 0.0, math.inf
    for _ in range(60):
        new_f, new_g = f_and_gradient(x + t * d)
        if not new_f <= f + 1e-4 * t * slope:
            high = t
        elif new_g @ d < 0.9 * slope:
            low = t
        else:
            break
        t = 0.5 * (low + high) if high < math.inf else 2.0 * t
    return t * d, new_f, new_g


def lbfgs(x, m, most=1000):
    """Return the last value, the largest component of the gradient and the number of steps."""
    pairs = deque(maxlen=m)
    f, g = f_and_gradient(x)
    count = 0
    while np.abs(g).max() > 1e-6 and count < most:
        d = direction(g, pairs)
        first = 1.0 if pairs else 1.0 / np.linalg.norm(g)
        s, f, new_g = wolfe_step(x, f, g @ d, d, first)
        pairs.append((s, new_g - g))
        x, g, count = x + s, new_g, count + 1
    return f, np.abs(g).max(), count


starts = 1.0 + 0.5 * rng.standard_normal((3, n))
runs = {m: [lbfgs(x, m) for x in starts] for m in sizes}
steps = {m: [count for _, _, count in found] for m, found in runs.items()}
medians = np.array([np.median(steps[m]) for m in sizes])

peaks = []
for m in sizes:
    tracemalloc.start()
    lbfgs(starts[0], m)
    peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
per_pair, overhead = np.polyfit(sizes, peaks, 1)
MIB = 2.0**20

fig, (left, right) = plt.subplots(1, 2, layout="constrained")
for index in range(3):
    left.semilogx(sizes, [steps[m][index] for m in sizes], "o", color="C0", mfc="none")
left.semilogx(sizes, medians, "-", color="C0", label="median of three starts")
left.set_ylim(0, None)
left.set_ylabel("steps")
left.legend(loc="lower left")
right.loglog(sizes, np.array(peaks) / MIB, "s", color="C1", label="measured peak")
span = np.geomspace(1, 50, 50)
right.loglog(span, (overhead + per_pair * span) / MIB, color="C1", label="straight line")
right.axhline(8 * n * n / MIB, color="k", linestyle="--", label="dense matrix of BFGS")
right.set_ylabel("memory in MiB")
right.legend(loc="center left", bbox_to_anchor=(0.0, 0.75))
for ax in (left, right):
    ax.set_xlabel("pairs kept, m")
    ax.set_xticks(sizes, [str(m) for m in sizes])
    ax.minorticks_off()
fig.set_label(
    "Left: steps over the number of pairs kept, falling gently from about 170 at one pair to "
    "about 100 at ten, and hardly any further. Right: the measured peak of memory, which lies "
    "on a straight line in m (curved on these logarithmic axes), below 1 MiB even at fifty "
    "pairs and far below the 7.6 MiB of a dense matrix."
)

for m, median, peak in zip(sizes, medians, peaks):
    print(f"m = {m}: about {median:.2g} steps, {peak / MIB:.2f} MiB")
line = overhead + per_pair * np.array(sizes)
check_true(
    "every run arrives at the minimum",
    all(f < 1e-8 and g <= 1e-6 for found in runs.values() for f, g, _ in found),
)
check_true("fifty pairs need fewer steps than one", medians[-1] < 0.9 * medians[0])
check_true("but more than a third of them", medians[-1] > medians[0] / 3)
check_close("a pair costs 16 n bytes", per_pair, 16 * n, rtol=0.05)
check_close("the peak is a straight line in m", peaks, line, rtol=0.03)
