"""Every method against what an independent implementation answered."""

import numpy as np
import pytest

from tests.reference.golden_cases import CASES, error
from tests.reference.goldens import DIGEST, digest_of_arrays, goldens_read

GOLDENS = goldens_read()


def test_the_goldens_are_those_that_were_made():
    assert digest_of_arrays() == DIGEST.read_text().split()[0]
    assert set(GOLDENS) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_the_golden(name):
    inputs, expected = GOLDENS[name]
    before = {key: array.copy() for key, array in inputs.items()}
    assert error(CASES[name].ours(inputs), expected) <= CASES[name].tolerance
    for key, array in inputs.items():
        np.testing.assert_array_equal(array, before[key])
