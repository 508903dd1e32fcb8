# %% [markdown]
# ## 1. Hessian matrix
#
# Three routes lead to the [Hessian](concept:hessian-matrix) of Rosenbrock's function
# $f(x) = 100\,(x_2 - x_1^2)^2 + (1 - x_1)^2$: the formula, automatic differentiation, and central
# differences of the values of $f$,
#
# $$ H_{ij} \approx \frac{f(x + h e_i + h e_j) - f(x + h e_i - h e_j) - f(x - h e_i + h e_j)
# + f(x - h e_i - h e_j)}{4 h^2} $$
#
# The differences err twice. Truncation falls like $h^2$. Rounding, about $\varepsilon \lvert f \rvert$
# in each value, is divided by $h^2$ and grows like $h^{-2}$ as $h$ shrinks. The demo measures the
# relative error over $h$, the worst of 20 nearby points, and asserts the slope on either side and the
# depth of the valley between them. Automatic differentiation has no $h$ to choose: it agrees with the
# formula to the last digits, and is symmetric.

# %%
points = np.array([-1.2, 1.0]) + 0.01 * rng.standard_normal((20, 2))


def f(x):
    return 100.0 * (x[1] - x[0] ** 2) ** 2 + (1.0 - x[0]) ** 2


def hessian_by_formula(x):
    return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200.0]])


def hessian_by_differences(x, h):
    e = h * np.eye(2)
    return np.array(
        [
            [(f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)) / (4 * h * h) for b in e]
            for a in e
        ]
    )


def relative_error(found, x):
    wanted = hessian_by_formula(x)
    return np.linalg.norm(found - wanted) / np.linalg.norm(wanted)


def slope(steps, errors):
    return np.polyfit(np.log10(steps), np.log10(errors), 1)[0]


steps = np.geomspace(1e-7, 1e-1, 61)
errors = np.array(
    [max(relative_error(hessian_by_differences(x, h), x) for x in points) for h in steps]
)
by_ad = [torch.func.hessian(f)(torch.tensor(x)).numpy() for x in points]
error_of_ad = max(relative_error(found, x) for found, x in zip(by_ad, points))

coarse, fine = steps > 1e-3, steps < 1e-5
slope_coarse, slope_fine = slope(steps[coarse], errors[coarse]), slope(steps[fine], errors[fine])
best = errors.argmin()

fig, ax = plt.subplots()
ax.loglog(steps, errors, color="C0", label="central differences")
ax.loglog(steps[best], errors[best], "o", color="C0", label=f"least error, {errors[best]:.1e}")
ax.axhline(EPS, color="C1", linestyle="--", label=r"precision $\varepsilon$")
ax.text(2e-7, 1e-9, f"slope {slope_fine:.2f}")
ax.text(4e-3, 1e-9, f"slope {slope_coarse:.2f}")
ax.set_xlabel("step h")
ax.set_ylabel("relative error of the Hessian")
ax.legend(loc="upper center")
fig.set_label(
    "Relative error of the difference Hessian over the step h, both on logarithmic axes: a V whose "
    "left arm falls with slope -2, whose right arm rises with slope 2, and whose lowest point lies "
    "near h = 1e-4, far above the line of machine precision."
)

print(f"slopes {slope_fine:.3f} and {slope_coarse:.3f}")
print(f"least error {errors[best]:.2e} at h = {steps[best]:.1e}")
print(f"error of automatic differentiation {error_of_ad:.1e}")
check_close("truncation falls with h squared", slope_coarse, 2.0, atol=0.05)
check_close("rounding grows with its inverse", slope_fine, -2.0, atol=0.1)
check_true("the least error is below 1e-6, and above 1e-10", 1e-10 < errors[best] < 1e-6)
check_true("automatic differentiation is right to the last digits", error_of_ad < 8 * EPS)
check_close("and symmetric", max(np.abs(H - H.T).max() for H in by_ad), 0.0, atol=1e-12)
