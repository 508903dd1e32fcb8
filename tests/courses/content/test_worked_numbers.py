"""Every number printed in sections 3.1 and 3.3 equals what the repository computes.

A passage is put together from computed numbers and must stand in the section's source, so a wrong
digit there fails; so does a number of the source that stands in no passage.
"""
# ruff: noqa: N803, N806 (matrices have capital letters)

import math
from fractions import Fraction

import numpy as np
import pytest

from reference.bfgs import bfgs_update
from reference.modified_cholesky import modified_cholesky
from reference.newton import newton_decrement, newton_step
from tests.courses.content.printed import Array, Section, matrix, number, vector

SADDLE = np.array([[1.0, 2.0], [2.0, 1.0]])
G_SADDLE = np.array([1.0, 0.0])


def test_newton_decrement() -> None:
    section = Section("so-3.1")
    H, g = np.array([[4.0, 2.0], [2.0, 3.0]]), np.array([2.0, 3.0])
    L = np.linalg.cholesky(H)
    z, square, p = np.linalg.solve(L, g), newton_decrement(g, H) ** 2, newton_step(g, H)
    assert np.allclose(L, [[2, 0], [1, math.sqrt(2)]])
    assert np.allclose(z, [1, math.sqrt(2)])
    section.prints(
        rf"$H={matrix(H)}$ and $g={vector(g)}^\top$",
        r"$L=\begin{pmatrix}2&0\\1&\sqrt2\end{pmatrix}$, $L^{-1}g=(1,\sqrt2)^\top$",
        rf"$\lambda^2={number(z[0] ** 2)}+{number(z[1] ** 2)}={number(square)}$",
        rf"$\lambda\approx{number(math.sqrt(square), 4)}$ and $p={vector(p)}^\top$",
        rf"the gap is ${number(square / 2, 1)}$",
    )
    wide, tall = np.diag([10.0, 1.0]), np.diag([1.0, 10.0])
    scaled = newton_step(tall @ g, tall @ H @ tall)
    assert newton_decrement(wide @ g, wide @ H @ wide) ** 2 == pytest.approx(square)
    section.prints(
        rf"With $T=\operatorname{{diag}}(10,1)$ the gradient is ${vector(wide @ g)}^\top$",
        rf"from ${number(np.linalg.norm(g), 4)}$ to ${number(np.linalg.norm(wide @ g), 4)}$",
        rf"$\lambda^2$ is still ${number(square)}$",
        rf"$\|p\|_2$ is ${number(np.linalg.norm(p))}$ in the worked example",
        rf"after $T=\operatorname{{diag}}(1,10)$ it is ${number(np.linalg.norm(scaled), 1)}$",
    )
    newton_decrement_of_bfgs(section, H, g)
    newton_decrement_of_a_stiff_quadratic(section)
    section.prints(
        "A run stopped at gradient norm $10^{-6}$",
        r"$\tfrac12\lambda^2=0.02$; the full step lowered the loss by $0.3$",
        rf"ratio of $1$; here it is ${number(0.3 / 0.02)}$",
        rf"even the tangent promises only $\lambda^2={number(2 * 0.02, 2)}$",
    )
    section.prints_nothing_else()


def newton_decrement_of_bfgs(section: Section, H: Array, g: Array) -> None:
    first = bfgs_update(np.eye(2), np.array([1.0, 0.0]), H[:, 0])
    second = bfgs_update(first, np.array([0.0, 1.0]), H[:, 1])
    squares = [number(newton_decrement(g, B) ** 2) for B in (np.eye(2), first, second)]
    assert np.allclose(second, [[10 / 3, 2], [2, 3]])
    shown = r"\begin{pmatrix}10/3&2\\2&3\end{pmatrix}"
    section.prints(
        rf"starts with $\lambda_B^2={squares[0]}$",
        rf"$s=(1,0)^\top$, $y=Hs={vector(H[:, 0])}^\top$ gives",
        rf"$B={matrix(first)}$ and $\lambda_B^2={squares[1]}$",
        rf"$s=(0,1)^\top$, $y={vector(H[:, 1])}^\top$ gives",
        rf"$B={shown}$ and $\lambda_B^2={squares[2]}$",
    )


def newton_decrement_of_a_stiff_quadratic(section: Section) -> None:
    H, points = np.diag([1e6, 1e-6]), (np.array([1e-4, 0.0]), np.array([0.0, 100.0]))
    norms = [float(np.linalg.norm(H @ x)) for x in points]
    gaps = [float(x @ H @ x / 2) for x in points]
    halves = [newton_decrement(H @ x, H) ** 2 / 2 for x in points]
    assert np.allclose(gaps + halves, gaps[0])
    saddle, ones = np.diag([1.0, -1.0]), np.ones(2)
    section.prints(
        r"$f(x)=\tfrac12(10^6x_1^2+10^{-6}x_2^2)$.",
        rf"At $(10^{{-4}},0)$ the gradient norm is ${number(norms[0])}$",
        rf"at $(0,100)$ it is $10^{{{number(math.log10(norms[1]))}}}$",
        rf"The gap is ${number(gaps[0], 3)}$ at both points",
        rf"$g={vector(ones)}^\top$ and $H=\operatorname{{diag}}{vector(np.diag(saddle))}$",
        rf"give $g^\top H^{{-1}}g={number(ones @ np.linalg.solve(saddle, ones))}$",
    )


def test_modified_cholesky() -> None:
    section = Section("so-3.3")
    newton_at_the_saddle(section)
    high, low = np.linalg.eigvalsh(SADDLE)[::-1]
    L, tau = modified_cholesky(SADDLE, 2.0)
    p = -np.linalg.solve(L @ L.T, G_SADDLE)
    section.prints(
        rf"(eigenvalues ${number(high)}$ and ${number(low)}$)",
        rf"With $\beta={number(tau)}$: $\tau=0$ fails",
        rf"(second pivot $1-4={number(SADDLE[1, 1] - SADDLE[1, 0] ** 2)}$)",
        rf"$\tau={number(tau)}$ gives $H+2I={matrix(L @ L.T)}$",
        rf"$p={vector(p, 1)}^\top$, with $g^\top p={number(G_SADDLE @ p, 1)}$",
        rf"$\cos\theta\approx{number(-G_SADDLE @ p / np.linalg.norm(p), 3)}$",
    )
    near, small_tau = modified_cholesky(SADDLE, 0.001)
    long = -np.linalg.solve(near @ near.T, G_SADDLE)
    # The trials are 0, then 0.001 doubled until small_tau.
    trials = 2 + round(math.log2(small_tau / 0.001))
    section.prints(
        rf"With $\beta=0.001$ doubling ends at $\tau={number(small_tau, 3)}$ after ${trials}$",
        rf"$\kappa\approx{number(np.linalg.cond(near @ near.T), 1)}$",
        rf"$p\approx{vector(long, 2)}^\top$",
        rf"${number(np.linalg.norm(long) / np.linalg.norm(p))}$ times as long",
    )
    section.prints_nothing_else()


def newton_at_the_saddle(section: Section) -> None:
    x = np.array([-1 / 3, 2 / 3])
    p = np.linalg.solve(SADDLE, -SADDLE @ x)
    assert np.allclose(SADDLE @ x, G_SADDLE)
    assert np.allclose(x + p, 0)
    section.prints(
        rf"Take $f(x)=\tfrac12x^\top Hx$, $H={matrix(SADDLE)}$",
        rf"at $x={thirds(x)}^\top$, where $g={vector(G_SADDLE)}^\top$",
        rf"The Newton step ${thirds(p)}^\top$ lands exactly on the saddle point $0$",
        rf"$g^\top p={Fraction(float(G_SADDLE @ p)).limit_denominator(9)}>0$",
    )


def thirds(values: Array) -> str:
    return "(" + ",".join(str(Fraction(value).limit_denominator(9)) for value in values) + ")"
