"""Optimisers of matrices and quasi-Newton methods."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import torch
from scipy.optimize import rosen, rosen_der

from reference.bfgs import bfgs_inverse_update, bfgs_update
from reference.lbfgs import lbfgs, two_loop_direction
from reference.muon import muon_step, newton_schulz5
from reference.shampoo import shampoo_step
from reference.soap import soap_step
from reference.sr1 import sr1_update
from tests.reference.cases.registry import case, tensors


def gradients(*shape):
    return lambda rng: {"W": rng.standard_normal(shape[1:]), "G": rng.standard_normal(shape)}


@case("pytorch_optimizer Shampoo, 5 steps", 1e-12, gradients(5, 6, 4))
def shampoo(inputs):
    t = tensors(inputs)
    W, L, R = t["W"], torch.zeros(6, 6).double(), torch.zeros(4, 4).double()
    for G in t["G"]:
        W, L, R = shampoo_step(W, G, L, R, lr=0.1, eps=1e-2)
    return W.numpy()


@case("pytorch_optimizer SOAP, 8 steps, square gradients", 1e-12, gradients(8, 5, 5))
def soap(inputs):
    t = tensors(inputs)
    W, state = t["W"], None
    for G in t["G"]:
        update, state = soap_step(state, G, frequency=3)
        W = W - 0.1 * update
    return W.numpy()


@case("optax orthogonalize_via_newton_schulz, float64", 1e-7, gradients(1, 6, 4))
def newton_schulz(inputs):
    return newton_schulz5(torch.from_numpy(inputs["G"][0])).numpy()


@case("muon-optimizer zeropower_via_newtonschulz5, bfloat16", 6e-2, gradients(1, 6, 4))
def newton_schulz_in_bfloat16(inputs):
    return newton_schulz5(torch.from_numpy(inputs["G"][0])).numpy()


# torch orthogonalises in bfloat16, and its displacement is a difference of float32 weights.
@case("torch.optim.Muon, displacement, bfloat16", 6e-2, gradients(1, 6, 4))
def muon(inputs):
    t = tensors(inputs)
    W, G = t["W"].float().double(), t["G"][0].float().double()
    moved, _ = muon_step(W, G, torch.zeros_like(G), lr=0.02)
    return (moved - W).numpy()


def pairs_inputs(rng):
    root = rng.standard_normal((8, 8))
    S = rng.standard_normal((5, 8))
    return {"S": S, "Y": S @ (root @ root.T / 8 + np.eye(8)), "g": rng.standard_normal(8)}


def updated(update, inputs):
    matrix = np.eye(8)
    for s, y in zip(inputs["S"], inputs["Y"], strict=True):
        matrix = update(matrix, s, y)
    return matrix


@case("scipy BFGS(init_scale=1.0)", 1e-12, pairs_inputs)
def bfgs(inputs):
    return updated(bfgs_update, inputs)


@case("scipy BFGS(init_scale=1.0), inverse", 1e-12, pairs_inputs)
def bfgs_inverse(inputs):
    return updated(bfgs_inverse_update, inputs)


@case("scipy SR1(init_scale=1.0)", 1e-11, pairs_inputs)
def sr1(inputs):
    return updated(sr1_update, inputs)


@case("scipy LbfgsInvHessProduct (no scale)", 1e-12, pairs_inputs)
def two_loop_without_scale(inputs):
    return two_loop_direction(inputs["g"], inputs["S"], inputs["Y"], gamma=1.0)


@case("optax scale_by_lbfgs (opposite sign)", 1e-12, pairs_inputs)
def two_loop(inputs):
    return two_loop_direction(inputs["g"], inputs["S"], inputs["Y"])


@case("scipy L-BFGS-B, minimiser", 1e-7, lambda rng: {"x": rng.uniform(-1.5, 1.5, 4) + 0.5})
def lbfgs_minimiser(inputs):
    return lbfgs(lambda x: (float(rosen(x)), rosen_der(x)), inputs["x"], tol=1e-9).x
