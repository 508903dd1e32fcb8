"""The running mean of networks and its batch statistics against torch."""

import numpy as np
import pytest
import torch
from torch.optim.swa_utils import AveragedModel

from reference.swa import swa_update, update_bn


def test_the_running_mean_is_that_of_torch():
    torch.manual_seed(0)
    model = torch.nn.Linear(3, 2).double()
    averaged, avg = AveragedModel(model), {}
    for n in range(4):
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.copy_(torch.randn_like(parameter))
        averaged.update_parameters(model)
        new = {name: value.numpy().copy() for name, value in model.state_dict().items()}
        avg = swa_update(avg, n, new)
    for name, value in averaged.module.state_dict().items():
        np.testing.assert_allclose(avg[name], value.numpy(), rtol=1e-14, atol=1e-15)


def test_the_first_network_is_copied_and_counters_are_the_newest():
    new = {"w": np.ones(2), "n": np.array(5)}
    first = swa_update({}, 0, new)
    assert not np.shares_memory(first["w"], new["w"])
    later = swa_update(first, 1, {"w": np.zeros(2), "n": np.array(9)})
    assert later["n"] == 9
    with pytest.raises(ValueError, match="so far"):
        swa_update(first, -1, new)


def test_batch_statistics_are_those_of_torch_without_momentum():
    rng = np.random.default_rng(0)
    batches = [rng.standard_normal((m, 3)) * m + m for m in (2, 5, 9)]
    layer = torch.nn.BatchNorm1d(3, momentum=None).double()
    for batch in batches:
        layer(torch.tensor(batch))
    mean, variance = update_bn(batches)
    np.testing.assert_allclose(mean, layer.running_mean.numpy(), rtol=1e-13)
    np.testing.assert_allclose(variance, layer.running_var.numpy(), rtol=1e-13)
    for unusable in ([], [np.ones((1, 3))]):
        with pytest.raises(ValueError, match=r"no batch|one row"):
            update_bn(unusable)
