"""Loads the judge's own code: the checks, the reference, the known mistakes."""

import importlib
import linecache
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any


def module_execute(name: str, source: str) -> ModuleType:
    """Return a module made from source text, registered so that dataclasses in it work."""
    file = f"{name}.py"
    module = ModuleType(name)
    module.__file__ = file
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    sys.modules[name] = module
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    return module


class Reference:
    """The reference of an exercise's main function; `function(name)` is that of another."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        """Take the references by the names of the functions they stand for, the main one first."""
        self._functions = dict(functions)
        self._main = next(iter(self._functions))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the main reference's value."""
        return self._functions[self._main](*args, **kwargs)

    def function(self, name: str) -> Callable[..., Any]:
        """Return the reference of the function of this name; KeyError where there is none."""
        return self._functions[name]


def reference_load(references: Mapping[str, str]) -> Reference:
    """Return the reference of an exercise, from `package.module:function` by function."""
    return Reference({name: reference_resolve(text) for name, text in references.items()})


def reference_resolve(reference: str) -> Callable[..., Any]:
    """Return the function that `package.module:function` names."""
    module, _, name = reference.partition(":")
    function = getattr(importlib.import_module(module), name)
    if not callable(function):
        raise TypeError(f"the reference {reference} is not callable")
    resolved: Callable[..., Any] = function
    return resolved
