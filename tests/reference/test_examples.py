"""The examples in the docstrings run and show what they say."""

import doctest
import importlib
import pkgutil

import pytest

import reference

MODULES = [module.name for module in pkgutil.iter_modules(reference.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    results = doctest.testmod(importlib.import_module(f"reference.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
