# attack: 2 the same, later, from inside the called function
# what: imports the reference when it is called
# expects: returned
# ruff: noqa

import importlib
import os


def two_loop(g, S, Y, gamma=None):
    for name in ("reference.lbfgs", "grader.judging", "exercises.checking", "grader.sandbox"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        print("ESCAPED: imported", name)
        return module.two_loop_direction(g, S, Y)
    for root in ("/descent/code", "/work", "/home", "/srv", "/app"):
        for folder, _, files in os.walk(root):
            for file in files:
                if "lbfgs" in file or file == "checks.py":
                    print("ESCAPED: found", folder, file)
    return -g
