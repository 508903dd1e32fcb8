"""Hutchinson's estimate by its expectation, its variance and its standard error."""

import math

import numpy as np
import pytest
import torch

from reference.hutchinson import hutchinson


def symmetric(seed, n):
    matrix = np.random.default_rng(seed).standard_normal((n, n))
    return torch.from_numpy(matrix + matrix.T)


H = symmetric(1, 30)
# For signs the variance of one probe is twice the sum of squares off the diagonal.
VARIANCE = 2 * float((H - torch.diag(H.diagonal())).square().sum())


def product(v):
    return H @ v


@pytest.mark.parametrize("seed", range(20))
def test_the_trace_lies_within_four_standard_errors(seed):
    mean, stderr = hutchinson(product, 30, 400, seed=seed)
    assert abs(mean - float(H.trace())) <= 4 * stderr


@pytest.mark.parametrize("s", [100, 400])
def test_the_standard_error_falls_with_the_root_of_the_probes(s):
    errors = [hutchinson(product, 30, s, seed=seed)[1] for seed in range(20)]
    assert np.mean(errors) == pytest.approx(math.sqrt(VARIANCE / s), rel=0.05)


def test_the_standard_error_is_the_spread_of_the_mean():
    runs = [hutchinson(product, 30, 50, seed=seed) for seed in range(200)]
    spread = np.std([mean for mean, _ in runs], ddof=1)
    assert spread == pytest.approx(math.sqrt(VARIANCE / 50), rel=0.15)


def test_two_probes_differ_by_twice_the_standard_error():
    seen = []

    def recorded(v):
        seen.append(float(v @ product(v)))
        return product(v)

    mean, stderr = hutchinson(recorded, 30, 2, seed=5)
    assert mean == pytest.approx(sum(seen) / 2)
    assert stderr == pytest.approx(abs(seen[0] - seen[1]) / 2)
    assert stderr > 0


def test_a_diagonal_matrix_has_its_trace_from_one_probe():
    d = torch.arange(5.0).double()
    assert hutchinson(lambda v: d * v, 5, 1, seed=0) == (10.0, math.inf)
    assert hutchinson(lambda v: d * v, 5, 3, seed=0) == (10.0, 0.0)


def test_a_probe_is_one_product_with_signs():
    probes = []

    def seen(v):
        probes.append(v)
        return v

    hutchinson(seen, 40, 7, seed=3)
    assert len(probes) == 7
    assert all(v.dtype == torch.float64 and bool((v.abs() == 1).all()) for v in probes)
    assert abs(float(torch.stack(probes).mean())) < 0.25


def test_the_same_seed_repeats_to_the_bit():
    first, again, other = (hutchinson(product, 30, 5, seed) for seed in (1, 1, 2))
    assert first == again != other


def test_no_probe_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        hutchinson(product, 30, 0, seed=0)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device")
def test_it_runs_on_the_device_it_is_told():
    on_device = H.cuda()
    got = hutchinson(lambda v: on_device @ v, 30, 10, seed=0, device="cuda")
    np.testing.assert_allclose(got, hutchinson(product, 30, 10, seed=0), rtol=1e-10)
