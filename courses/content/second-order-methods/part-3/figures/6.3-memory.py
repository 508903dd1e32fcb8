"""Memory that methods keep for one square layer, against its side

Bytes of state in float32 for one weight matrix with d rows and d columns, d from 64 to 16384, both
axes logarithmic. Muon, AdamW, K-FAC and L-BFGS with ten pairs are parallel lines of slope 2, from
64 MiB to 1.25 GiB at d = 4096. The full Fisher matrix has slope 4: it passes 80 GB near d = 376 and
is 1 PiB at d = 4096.
"""

from matplotlib.figure import Figure

from reference.optimizer_state import second_order_state

SIDES = [2**k for k in range(6, 15)]
METHODS = {
    "newton": ("Fisher matrix", "error", "-", 1.0),
    "lbfgs": ("L-BFGS, ten pairs", "iterate", "--", 1.6),
    "kfac": ("K-FAC", "brand", "-.", 1.6),
    "adamw": ("AdamW", "ink", "-", 0.75),
    "muon": ("Muon", "ok", ":", 0.35),
}


def draw(figure: Figure) -> None:
    ax = figure.subplots()
    for method, (label, color, style, lift) in METHODS.items():
        sizes = [second_order_state([(d, d)], method)["bytes"] for d in SIDES]
        ax.plot(SIDES, sizes, style, color=color)
        ax.text(SIDES[-1] * 1.15, sizes[-1] * lift, label, color=color, va="center")
    ax.axhline(80e9, color="muted", ls="--", lw=1)
    ax.text(1100, 1.3e11, "80 GB: one accelerator", color="muted")
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.set_xlim(SIDES[0] * 0.8, SIDES[-1] * 14)
    ax.set_xticks(SIDES[::2], [str(d) for d in SIDES[::2]])
    ax.set_xlabel("side $d$ of the layer")
    ax.set_ylabel("bytes of state")
