"""Lost digits of a loss as written, and weights that grow like a logarithm

Left: the relative error of log(1 + exp(-z)), as written, against the margin z from 0 to 45. In
float64 it climbs along a straight line on the log axis from 1e-16 to 1 at z = 36.7, in float32
from 1e-8 to 1 at z = 16.6. Right: gradient descent on one example, against the number of steps on
a log axis up to 10000. Without a ridge the weight grows along a straight line to about 10.6; with
a ridge of 0.01 it settles at about 3.4.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference.gradient_descent import gradient_descent
from reference.logistic_regression import logistic_loss_grad

ETA, RIDGE, STEPS = 3.8, 0.01, 10_000


def draw(figure: Figure) -> None:
    left, right = figure.subplots(1, 2)
    z = np.linspace(0.25, 45, 180)
    exact = np.log1p(np.exp(-z))
    for kind, style, colour in (("float32", "s--", "iterate"), ("float64", "o-", "brand")):
        written = np.log(1 + np.exp((-z).astype(kind)))
        error = np.abs(written - exact) / exact
        left.semilogy(z, error, style, markevery=12, color=colour, label=kind)
    left.set(xlabel="margin $z$", ylabel="relative error", ylim=(1e-17, 30))
    left.legend(loc="lower right")

    count = np.unique(np.geomspace(1, STEPS, 60).astype(int))
    for ridge, style, label in ((0.0, "o-", "no ridge"), (RIDGE, "s--", f"ridge {RIDGE}")):
        right.semilogx(count, _weights(ridge)[count], style, markevery=8, label=label)
    right.set(xlabel="step $t$", ylabel="$w_t$")
    right.legend(loc="upper left")


def _weights(ridge: float) -> NDArray[np.floating]:
    def gradient(w: NDArray[Any]) -> NDArray[Any]:
        return logistic_loss_grad(w, np.ones((1, 1)), np.ones(1))[1] + ridge * w

    return gradient_descent(gradient, np.zeros(1), ETA, STEPS)[:, 0]
