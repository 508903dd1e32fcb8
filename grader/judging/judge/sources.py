"""Loads the judge's own code: the checks, the reference, the known mistakes."""

import importlib
import linecache
import sys
from collections.abc import Callable
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


def reference_resolve(reference: str) -> Callable[..., Any]:
    """Return the function that `package.module:function` names."""
    module, _, name = reference.partition(":")
    function = getattr(importlib.import_module(module), name)
    if not callable(function):
        raise TypeError(f"the reference {reference} is not callable")
    resolved: Callable[..., Any] = function
    return resolved
