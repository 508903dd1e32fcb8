"""Test problems of Moré, Garbow & Hillstrom (1981): residuals, start and the least sum of squares.

Minima that are not zero are those of the paper, with more digits where a later source has them
(Moré & Wild's collection).
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch

from tests.reference.nist.problems import problems_read

NIST = problems_read()


class Problem(NamedTuple):
    residuals: Callable[[torch.Tensor], torch.Tensor]
    start: tuple[float, ...]
    least: float

    def res(self, b):
        return self.residuals(torch.from_numpy(b)).numpy()

    def jac(self, b):
        return torch.autograd.functional.jacobian(self.residuals, torch.from_numpy(b)).numpy()

    def fun_grad(self, b):
        x = torch.from_numpy(b).requires_grad_()
        value = self.residuals(x).square().sum()
        (gradient,) = torch.autograd.grad(value, x)
        return float(value.detach()), gradient.numpy()


def helical(x):
    # The branch of the angle changes where x1 = 0, which the iterates must not straddle.
    angle = torch.atan(x[1] / x[0]) / (2 * math.pi) + (0.5 if x[0] < 0 else 0.0)
    return torch.stack([10 * (x[2] - 10 * angle), 10 * (torch.hypot(x[0], x[1]) - 1), x[2]])


def rows(function):
    return lambda x: torch.stack(function(*x))


BARD_Y = torch.tensor(
    [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39],
    dtype=torch.float64,
)
U = torch.arange(1.0, 16.0).double()


def bard(x):
    return BARD_Y - (x[0] + U / ((16 - U) * x[1] + torch.minimum(U, 16 - U) * x[2]))


def nist(name):
    """Three of these problems became NIST's: MGH09, MGH10 and MGH17."""
    t, y = torch.from_numpy(NIST[name].x), torch.from_numpy(NIST[name].y)
    return t, y


def kowalik_osborne(x):
    t, y = nist("MGH09")
    return y - x[0] * (t**2 + t * x[1]) / (t**2 + t * x[2] + x[3])


def meyer(x):
    t, y = nist("MGH10")
    return x[0] * torch.exp(x[1] / (t + x[2])) - y


def osborne1(x):
    t, y = nist("MGH17")
    return y - (x[0] + x[1] * torch.exp(-t * x[3]) + x[2] * torch.exp(-t * x[4]))


def brown_dennis(x):
    t = torch.arange(1.0, 21.0).double() / 5
    return (x[0] + t * x[1] - torch.exp(t)) ** 2 + (x[2] + x[3] * torch.sin(t) - torch.cos(t)) ** 2


def jennrich_sampson(x):
    i = torch.arange(1.0, 11.0).double()
    return 2 + 2 * i - torch.exp(i * x[0]) - torch.exp(i * x[1])


def box(x):
    t = torch.arange(1.0, 11.0).double() / 10
    e = torch.exp
    return e(-t * x[0]) - e(-t * x[1]) - x[2] * (e(-t) - e(-10 * t))


PROBLEMS = {
    "Rosenbrock": Problem(rows(lambda a, b: [10 * (b - a**2), 1 - a]), (-1.2, 1.0), 0.0),
    "Powell badly scaled": Problem(
        rows(lambda a, b: [1e4 * a * b - 1, torch.exp(-a) + torch.exp(-b) - 1.0001]),
        (0.0, 1.0),
        0.0,
    ),
    "Brown badly scaled": Problem(
        rows(lambda a, b: [a - 1e6, b - 2e-6, a * b - 2]), (1.0, 1.0), 0.0
    ),
    "Beale": Problem(
        rows(lambda a, b: [1.5 - a * (1 - b), 2.25 - a * (1 - b**2), 2.625 - a * (1 - b**3)]),
        (1.0, 1.0),
        0.0,
    ),
    "Jennrich and Sampson": Problem(jennrich_sampson, (0.3, 0.4), 124.362),
    "Helical valley": Problem(helical, (-1.0, 0.0, 0.0), 0.0),
    "Bard": Problem(bard, (1.0, 1.0, 1.0), 8.21487730657897e-3),
    "Meyer": Problem(meyer, (0.02, 4000.0, 250.0), 87.94585517),
    "Box": Problem(box, (0.0, 10.0, 20.0), 0.0),
    "Powell singular": Problem(
        rows(
            lambda a, b, c, d: [
                a + 10 * b,
                math.sqrt(5) * (c - d),
                (b - 2 * c) ** 2,
                math.sqrt(10) * (a - d) ** 2,
            ]
        ),
        (3.0, -1.0, 0.0, 1.0),
        0.0,
    ),
    "Wood": Problem(
        rows(
            lambda a, b, c, d: [
                10 * (b - a**2),
                1 - a,
                math.sqrt(90) * (d - c**2),
                1 - c,
                math.sqrt(10) * (b + d - 2),
                (b - d) / math.sqrt(10),
            ]
        ),
        (-3.0, -1.0, -3.0, -1.0),
        0.0,
    ),
    "Kowalik and Osborne": Problem(kowalik_osborne, (0.25, 0.39, 0.415, 0.39), 3.0750560384924e-4),
    "Brown and Dennis": Problem(brown_dennis, (25.0, 5.0, -5.0, -1.0), 85822.20162635),
    "Osborne 1": Problem(osborne1, (0.5, 1.5, -1.0, 0.01, 0.02), 5.46489e-5),
}


def start(problem):
    return np.array(problem.start)
