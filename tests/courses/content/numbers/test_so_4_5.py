"""The numbers and the claims of section 4.5 of Second-Order Methods."""
# ruff: noqa: N806 (matrices have capital letters)

import numpy as np
import pytest
import torch

from reference.kfac import kfac_step
from reference.shampoo import inverse_fourth_root, shampoo_step
from tests.courses.content.printed import Array, Section, number, vector

EPSILON = 0.01


def directions(*gradients: Array, epsilon: float = EPSILON) -> tuple[Array, Array, list[Array]]:
    """Return the statistics with epsilon on their diagonals, and the direction of each step."""
    m, n = gradients[0].shape
    W, L, R = (torch.zeros(shape, dtype=torch.float64) for shape in ((m, n), (m, m), (n, n)))
    found = []
    for G in gradients:
        new, L, R = shampoo_step(W, torch.tensor(G), L, R, 1.0, epsilon)
        found.append((W - new).numpy())
        W = new
    return L.numpy() + epsilon * np.eye(m), R.numpy() + epsilon * np.eye(n), found


def test_the_numbers_of_shampoo() -> None:
    section = Section("so-4.5")
    first, second = np.diag([2.0, 0.5]), np.array([[0.0, 1.0], [0.0, 0.0]])
    L1, R1, (once,) = directions(first)
    inverse = np.linalg.solve(L1, first) @ np.linalg.inv(R1)
    assert np.allclose(L1, R1)
    assert once[0, 0] > once[1, 1]
    assert inverse[0, 0] < inverse[1, 1]
    L2, R2, both = directions(first, second)
    section.prints(
        rf"Let $G_1=\operatorname{{diag}}(2,0.5)$, $\epsilon={EPSILON}$",
        rf"$L_1=R_1=\operatorname{{diag}}{vector(np.diag(L1), 2)}$",
        rf"singular values into ${number(once[0, 0], 4)}$ and ${number(once[1, 1], 4)}$",
        rf"would give ${number(inverse[0, 0], 4)}$ and ${number(inverse[1, 1], 4)}$",
        rf"$L_2=\operatorname{{diag}}{vector(np.diag(L2), 2)}$",
        rf"$R_2=\operatorname{{diag}}{vector(np.diag(R2), 2)}$",
        rf"$({number(L2[0, 0], 2)}\cdot{number(R2[1, 1], 2)})^{{-1/4}}={number(both[1][0, 1], 4)}$",
        rf"would give ${number(1 / np.sqrt(1 + EPSILON), 4)}$",
        rf"three exponents on each side, $\epsilon={EPSILON}$",
    )
    assert np.count_nonzero(both[1]) == 1
    repeated = directions(*[first] * 100, epsilon=1e-12)[2]
    assert repeated[-1] == pytest.approx(repeated[0] / 10)
    section.prints("how long is step $100$ beside step 1")
    scaled_loss(section)
    section.prints_nothing_else()


def scaled_loss(section: Section) -> None:
    G = np.random.default_rng(1).standard_normal((2, 3))
    for same, scaled in zip(
        directions(G, G + 1, epsilon=1e-14)[2],
        directions(1000 * G, 1000 * (G + 1), epsilon=1e-14)[2],
        strict=True,
    ):
        assert scaled == pytest.approx(same, rel=1e-3)
    A, B = torch.eye(3).double(), 2 * torch.eye(2).double()
    step, larger = (kfac_step(torch.tensor(c * G), A, B, 0.1) for c in (1, 1000))
    assert torch.allclose(larger, 1000 * step)
    section.prints("The loss is multiplied by $1000$", "it grows $1000$-fold")


def test_one_step_has_the_singular_vectors_and_nearly_the_orthogonal_factor() -> None:
    G = np.random.default_rng(2).standard_normal((3, 5))
    U, values, Vt = np.linalg.svd(G, full_matrices=False)
    _, _, (direction,) = directions(G)
    assert direction == pytest.approx(U @ np.diag(values / np.sqrt(values**2 + EPSILON)) @ Vt)
    assert directions(G, epsilon=1e-13)[2][0] == pytest.approx(U @ Vt, abs=1e-4)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_the_kronecker_product_of_roots_is_above_the_sum_of_outer_products(rank: int) -> None:
    rng = np.random.default_rng(rank)
    gradients = [rng.standard_normal((3, rank)) @ rng.standard_normal((rank, 4)) for _ in range(3)]
    L, R, _ = directions(*gradients)
    outer = sum(np.outer(G.ravel(), G.ravel()) for G in gradients)
    left, right = (
        torch.linalg.inv(inverse_fourth_root(torch.tensor(each), 0.0)).numpy() for each in (L, R)
    )
    gap = np.kron(left @ left, right @ right) - EPSILON * np.eye(12) - outer / rank
    assert np.linalg.eigvalsh(gap)[0] > -1e-9


def test_the_matrix_with_constraints_is_indefinite() -> None:
    H, A = np.diag([1.0, 2.0, 3.0]), np.array([[1.0, 1.0, 0.0]])
    matrix = np.block([[H, A.T], [A, np.zeros((1, 1))]])
    eigenvalues = np.linalg.eigvalsh(matrix)
    assert (eigenvalues < 0).sum() == 1
    p = np.linalg.solve(matrix, np.array([-1.0, 0.5, 2.0, 0.0]))[:3]
    assert A @ p == pytest.approx([0])
