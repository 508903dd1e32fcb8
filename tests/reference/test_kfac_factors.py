"""Kronecker factors against the exact Fisher block from autograd, where they must agree."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.fisher import fisher
from reference.kfac import kfac_average, kfac_factors


def batch(seed, n, i, o):
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.standard_normal((n, i))), torch.from_numpy(
        rng.standard_normal((n, o))
    )


def fisher_block(acts, backs):
    """Mean of the outer products of the weight gradients, row-major, bias last in each row."""
    inputs = torch.cat([acts, torch.ones(len(acts), 1).double()], 1)
    gradients = torch.stack(
        [torch.outer(b, a).reshape(-1) for a, b in zip(inputs, backs, strict=1)]
    )
    return gradients.mT @ gradients / len(acts)


def test_one_example_makes_the_product_exact():
    acts, backs = batch(1, 1, 3, 2)
    A, B = kfac_factors(acts, backs)
    torch.testing.assert_close(torch.kron(B, A), fisher_block(acts, backs))


def test_uncorrelated_inputs_and_gradients_make_it_exact():
    acts, backs = batch(2, 4, 3, 2)
    pairs = [(a, b) for a in acts for b in backs]
    crossed = [torch.stack(column) for column in zip(*pairs, strict=True)]
    A, B = kfac_factors(*crossed)
    torch.testing.assert_close(torch.kron(B, A), fisher_block(*crossed))


def test_otherwise_it_is_an_approximation():
    acts, backs = batch(3, 10, 3, 2)
    A, B = kfac_factors(acts, backs)
    exact = fisher_block(acts, backs)
    assert float((torch.kron(B, A) - exact).norm()) > 0.05 * float(exact.norm())


def test_columns_of_the_loss_hessians_root_give_the_expectation_over_labels():
    x = torch.tensor([[0.5, -1.0]]).double()
    W = torch.from_numpy(np.random.default_rng(4).standard_normal((2, 3)))
    p = torch.softmax(x @ W, 1)[0]
    # Each label's error, weighted by the root of its probability.
    roots = p.sqrt()[:, None] * (p - torch.eye(3).double())
    A, B = kfac_factors(x, roots[None], bias=False)
    # With row-major vec(W) of W[d, c] the inputs come first.
    torch.testing.assert_close(torch.kron(A, B), fisher(W, x))


def test_factors_are_means_of_outer_products_with_a_constant_input():
    acts, backs = batch(5, 6, 3, 2)
    A, B = kfac_factors(acts, backs)
    assert A.shape == (4, 4)
    torch.testing.assert_close(A[-1], torch.cat([acts.mean(0), torch.ones(1).double()]))
    torch.testing.assert_close(A[:3, :3], kfac_factors(acts, backs, bias=False)[0])
    torch.testing.assert_close(
        B,
        torch.from_numpy(np.cov(backs.numpy().T, bias=True))
        + torch.outer(backs.mean(0), backs.mean(0)),
    )
    for factor in (A, B):
        assert float(torch.linalg.eigvalsh(factor)[0]) >= -1e-15


def test_batches_that_do_not_match_are_refused():
    acts, backs = batch(6, 3, 2, 2)
    with pytest.raises(ValueError, match="3 inputs and 2"):
        kfac_factors(acts, backs[:2])
    with pytest.raises(ValueError, match="0 inputs"):
        kfac_factors(acts[:0], backs[:0])


def test_the_average_weights_steps_by_their_age_and_is_corrected_for_its_start():
    factors = [batch(seed, 3, 3, 1)[0] for seed in range(6)]
    average = None
    for step, factor in enumerate(factors, 1):
        average = kfac_average(average, factor, 0.9, step)
    weights = 0.9 ** np.arange(5, -1, -1)
    expected = sum(w * f for w, f in zip(weights / weights.sum(), factors, strict=True))
    torch.testing.assert_close(average, expected)


def test_equal_factors_average_to_themselves_from_the_first_step():
    factor, average = batch(7, 2, 2, 1)[0], None
    for step in (1, 2, 3):
        average = kfac_average(average, factor, 0.95, step)
        torch.testing.assert_close(average, factor)
    assert kfac_average(None, factor, 0.95, 1).data_ptr() != factor.data_ptr()
    with pytest.raises(ValueError, match="from 1"):
        kfac_average(average, factor, 0.95, 0)
