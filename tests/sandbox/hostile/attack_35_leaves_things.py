# attack: 35 leaves something for the next run
# what: leaves files, patched modules, variables and an exit hook
# expects: returned
# ruff: noqa

import os
import sys

import numpy as np

LEFT = "import os; os.environ['LEFT_BEHIND'] = 'yes'"
for folder in ("/tmp", ".", "/dev/shm", "/descent/code", "/descent/packages", "/", *sys.path):
    for name in ("numpy.py", "sitecustomize.py", "solution.py", "left-behind"):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write(LEFT)
        except OSError:
            pass
os.environ["LEFT_BEHIND"] = "yes"
np.linalg.solve = np.zeros = np.ones = lambda *_, **__: "left behind"
sys.modules["grader.inside.solution"].SolutionProcess = None
sys.modules["left_behind"] = sys
for leave in (lambda: os.umask(0), lambda: os.chdir("/")):
    try:
        leave()
    except OSError:
        pass


def two_loop(g, S, Y, gamma=None):
    return g * 0
