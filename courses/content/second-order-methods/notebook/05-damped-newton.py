# %% [markdown]
# ## 5. Damped Newton
#
# [Damped Newton](concept:damped-newton) shortens the step by
# [backtracking](concept:backtracking-line-search): $t = 1, \beta, \beta^2, \dots$ until
# $f(x + t p) \le f(x) - \alpha t \lambda^2$. Boyd and Vandenberghe's example (9.20),
#
# $$ f(x) = e^{x_1 + 3 x_2 - 0.1} + e^{x_1 - 3 x_2 - 0.1} + e^{-x_1 - 0.1}, $$
#
# has the minimum $f^\star = 2\sqrt2\, e^{-0.1} = 2.5592666966582$. With $\alpha = 0.1$,
# $\beta = 0.7$ it needs no damping: from 200 random starts every step is a full one. Its logarithm
# has the same minimiser and does: far out it is nearly linear, $H$ nearly singular and $p$ far too
# long.
#
# The demo asserts $f^\star$; for $\ln f$, that the first steps are short and that after the first
# full one all are full; for both, that the digits of the gap then double with each step. The gaps
# are sums free of cancellation: a difference of values would end near $10^{-16}$.

# %%
A = np.array([[1.0, 3.0], [1.0, -3.0], [-1.0, 0.0]])
x_star = np.array([-0.5 * math.log(2.0), 0.0])
weights = np.exp(A @ x_star - 0.1)
f_star = 2.0 * math.sqrt(2.0) * math.exp(-0.1)


def derivatives(x):
    terms = np.exp(A @ x - 0.1)
    return terms.sum(), A.T @ terms, A.T @ (terms[:, None] * A)


def derivatives_of_log(x):
    value, g, H = derivatives(x)
    g, H = g / value, H / value
    return math.log(value), g, H - np.outer(g, g)


def gap(x):
    """f(x) - f*, as a sum of e^z - 1 - z, by its series where z is small."""
    z = A @ (x - x_star)
    series = sum(z**k / math.factorial(k) for k in range(2, 9))
    return weights @ np.where(np.abs(z) < 0.01, series, np.expm1(z) - z)


def gap_of_log(x):
    return math.log1p(gap(x) / f_star)


def damped_newton(derivatives, gap, x, alpha=0.1, beta=0.7):
    gaps, sizes = [gap(x)], []
    for _ in range(50):
        value, g, H = derivatives(x)
        p = -np.linalg.solve(H, g)
        slope = g @ p
        if -slope <= 1e-20:
            break
        t = 1.0
        while t > 1e-12 and gap(x + t * p) > gaps[-1] + alpha * t * slope:
            t *= beta
        x = x + t * p
        gaps.append(gap(x))
        sizes.append(t)
    return value, np.array(gaps), np.array(sizes)


start = np.array([2.0, 1.0])
runs = {
    "$f$": damped_newton(derivatives, gap, start),
    r"$\ln f$": damped_newton(derivatives_of_log, gap_of_log, start),
}
starts = rng.uniform(-3.0, 3.0, (200, 2))
shortest = min(damped_newton(derivatives, gap, x)[2].min() for x in starts)

fig, (upper, lower) = plt.subplots(2, 1, sharex=True, layout="constrained")
for color, marker, (name, (_, gaps, sizes)) in zip(("C0", "C1"), "os", runs.items()):
    upper.semilogy(gaps, marker + "-", color=color, label=name)
    lower.semilogy(sizes, marker + "-", color=color, label=name)
upper.set_ylabel("gap")
lower.set_ylabel("step size $t_k$")
lower.set_xlabel("step k")
upper.legend()
fig.set_label(
    "Above: the gaps of f and of its logarithm over the steps, on a logarithmic axis; both fall "
    "slowly at first and then plunge, ever faster, below 1e-20. Below: the step sizes; they are "
    "1 throughout for f, while those of the logarithm start near 0.02 and reach 1 after five "
    "steps."
)

value, gaps, sizes = runs["$f$"]
log_value, log_gaps, log_sizes = runs[r"$\ln f$"]
digits = -np.log10(gaps[-3:])
log_digits = -np.log10(log_gaps[-3:])
first_full = int(np.argmax(log_sizes == 1.0))
print(f"f* = {value:.13f} after {len(sizes)} steps")
print("step sizes for ln f:", " ".join(f"{t:.3g}" for t in log_sizes))
print("digits of the gap of f at the end:", " ".join(f"{d:.1f}" for d in digits))
print("digits of the gap of ln f at the end:", " ".join(f"{d:.1f}" for d in log_digits))
check_close("the minimum of f", value, 2.5592666966582, atol=1e-13)
check_close("and of its logarithm", log_value, math.log(2.5592666966582), atol=1e-13)
check_true("on f all steps are full, from 200 starts", shortest == 1.0)
check_true("on ln f the first is below 0.05", log_sizes[0] < 0.05)
check_true(
    "after the first full step all are full", first_full >= 3 and all(log_sizes[first_full:] == 1.0)
)
check_close("digits of f double", digits[1:] / digits[:-1], 2.0, atol=0.2)
check_close("digits of ln f double", log_digits[1:] / log_digits[:-1], 2.0, atol=0.2)
