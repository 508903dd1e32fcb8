# %% [markdown]
# ## 8. Gauss-Newton
#
# A [Gauss-Newton](concept:gauss-newton) step solves the linear least-squares problem
# $\min_p \lVert J p + r \rVert$ and so drops the second derivatives of the residuals $r$
# ([section 4.2](section:so-4.2)). The demo fits three sets of NIST's Statistical Reference
# Datasets, each from its far start 1 and its near start 2, with full steps and with halved ones (a
# [line search](concept:armijo-condition)), and counts right digits of the certified parameters.
#
# Full steps reach at least 7 digits on Misra1a from both starts and on Thurber from start 2. They
# get nowhere on Thurber from start 1, and end elsewhere on MGH09 from either start. Halving saves
# Thurber and the near start of MGH09. From its far start, where the columns of $J$ are nearly
# dependent, steps are so long that halving leaves next to nothing of them: a case for
# [damping](concept:levenberg-marquardt). All twelve outcomes are asserted. The Jacobians are
# complex steps, exact to rounding.

# %%
problems = json.loads(Path("nist.json").read_text())["problems"]
H_COMPLEX = 1e-30


def misra1a(b, x):
    return -b[0] * np.expm1(-b[1] * x)


def thurber(b, x):
    above = b[0] + b[1] * x + b[2] * x**2 + b[3] * x**3
    return above / (1 + b[4] * x + b[5] * x**2 + b[6] * x**3)


def mgh09(b, x):
    return b[0] * (x**2 + x * b[1]) / (x**2 + x * b[2] + b[3])


def gauss_newton(model, x, y, b, halving, most=200):
    """Return the last parameters and the sum of squares at every iterate."""
    sums = []
    for _ in range(most):
        r = model(b, x) - y
        sums.append(r @ r)
        J = np.stack(
            [model(b + H_COMPLEX * 1j * e, x).imag / H_COMPLEX for e in np.eye(len(b))], axis=1
        )
        if not (np.isfinite(J).all() and np.isfinite(r).all()):
            break
        # Columns of unit length: the parameters' units do not matter.
        scale = np.linalg.norm(J, axis=0)
        p = np.linalg.lstsq(J / scale, -r, rcond=None)[0] / scale
        t = 1.0
        while halving and t > 1e-10:
            shorter = model(b + t * p, x) - y
            if shorter @ shorter <= sums[-1] * (1 + 1e-13) + 2e-4 * t * (r @ J @ p):
                break
            t /= 2
        b = b + t * p
        if np.linalg.norm(scale * p) <= 1e-11 * np.linalg.norm(scale * b):
            break
    return b, np.array(sums)


def digits(found, certified):
    error = np.max(np.abs(found - certified) / np.abs(certified))
    return float(np.clip(-np.log10(error), 0.0, 11.0)) if np.isfinite(error) else 0.0


outcomes, traces = {}, {}
with np.errstate(all="ignore"):
    for name, model in (("Misra1a", misra1a), ("Thurber", thurber), ("MGH09", mgh09)):
        problem = problems[name]
        x, y = np.array(problem["x"]), np.array(problem["y"])
        for start in (1, 2):
            for halving in (False, True):
                case = (name, start, halving)
                b, sums = gauss_newton(model, x, y, np.array(problem[f"start{start}"]), halving)
                outcomes[case] = digits(b, np.array(problem["certified"]))
                traces[case] = np.maximum(sums / problem["rss"] - 1, 1e-10)

fig, axes = plt.subplots(1, 3, sharey=True, layout="constrained")
for ax, name in zip(axes, ("Misra1a", "Thurber", "MGH09")):
    for start, marker in ((1, "o"), (2, "s")):
        for halving, color, fill in ((False, "C0", "C0"), (True, "C1", "w")):
            trace = traces[name, start, halving][:70]
            ax.semilogy(
                trace,
                color=color,
                marker=marker,
                mfc=fill,
                markersize=5,
                markevery=0.15,
                linewidth=1.2,
                label=f"{'halved' if halving else 'full'} steps, start {start}",
            )
    ax.set_xlabel(f"step, {name}")
    ax.set_ylim(1e-11, 1e9)
axes[0].set_ylabel("sum of squares over the certified, minus 1")
handles, labels = axes[0].get_legend_handles_labels()
fig.legend(handles, labels, loc="outside upper center", ncols=2)
fig.set_label(
    "Three panels: the excess of the sum of squares over the certified one at each step, for "
    "three data sets. On Misra1a all four runs fall to rounding level. On Thurber the full "
    "steps from start 1 hang above and the other three runs fall. On MGH09 only the halved "
    "steps from start 2 do."
)

reached = {case for case, right in outcomes.items() if right >= 7}
for name in ("Misra1a", "Thurber", "MGH09"):
    for halving in (False, True):
        found = [outcomes[name, start, halving] for start in (1, 2)]
        shown = ["at least 9" if right >= 9 else "none" for right in found]
        kind = "halved" if halving else "full"
        print(f"{name}, {kind} steps: digits from starts 1 and 2: {', '.join(shown)}")
full = {("Misra1a", 1, False), ("Misra1a", 2, False), ("Thurber", 2, False)}
halved = {("Misra1a", 1, True), ("Misra1a", 2, True), ("Thurber", 1, True)}
halved |= {("Thurber", 2, True), ("MGH09", 2, True)}
check_true(
    "full steps: 7 digits for Misra1a and the near start of Thurber alone",
    {case for case in reached if not case[2]} == full,
)
check_true(
    "halved steps: 7 digits for all but the far start of MGH09",
    {case for case in reached if case[2]} == halved,
)
check_true(
    "what does not reach 7 digits has none at all",
    all(outcomes[case] < 1 for case in outcomes if case not in reached),
)
