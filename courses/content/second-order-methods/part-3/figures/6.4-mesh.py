"""Condition numbers and Newton decrements of a Hessian on several meshes

On the left the condition number of the Hessian against the number N of inner points, from 3 to 255,
both axes logarithmic. In the metric hI it rises with slope 2, from 5.4 to above 20000; in the
metric K it stays between 1.0 and 1.13. On the right the Newton decrement against the iteration for
N = 7, 31 and 127: the three curves nearly coincide and fall below 1e-8 at the same iteration.
"""
# ruff: noqa: N803, N806 (matrices have capital letters)

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.linalg import eigvalsh

from reference.newton import newton_decrement, newton_step

Array = NDArray[np.float64]


def draw(figure: Figure) -> None:
    condition, newton = figure.subplots(1, 2)
    meshes = [2**k - 1 for k in range(2, 9)]
    for label, marker in (("$M=hI$", "o-"), ("$M=K$", "s--")):
        quotients = [quotient(N, euclidean=label == "$M=hI$") for N in meshes]
        condition.plot(meshes, quotients, marker, ms=4, label=label)
    condition.set_xscale("log", base=2)
    condition.set_yscale("log")
    condition.set_xlabel("$N$")
    condition.set_ylabel("condition number")
    condition.legend()

    for N, marker in ((7, "o-"), (31, "s--"), (127, "^:")):
        found = decrements(N)
        newton.plot(range(len(found)), found, marker, ms=4, label=f"$N={N}$")
    newton.set_yscale("log")
    newton.set_xlabel("iteration")
    newton.set_ylabel(r"Newton decrement $\lambda$")
    newton.legend()


def stiffness(N: int) -> Array:
    K: Array = (N + 1) * (2 * np.eye(N) - np.eye(N, k=1) - np.eye(N, k=-1))
    return K


def quotient(N: int, *, euclidean: bool) -> float:
    K, identity = stiffness(N), np.eye(N) / (N + 1)
    values = eigvalsh(K + identity, identity if euclidean else K)
    return float(values[-1] / values[0])


def decrements(N: int) -> list[float]:
    K, u = stiffness(N), np.zeros(N)
    found: list[float] = []
    while not found or found[-1] > 1e-8:
        g, H = K @ u + (np.exp(u) - 40) / (N + 1), K + np.diag(np.exp(u)) / (N + 1)
        found.append(float(newton_decrement(g, H)))
        u = u + newton_step(g, H)
    return found
