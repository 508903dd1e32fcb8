"""Makes the notebook of an exercise: statement, starter, and its public checks to run anywhere.

It loads neither NumPy nor torch: what the checks need is carried as text.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from exercises.format.exercise import Check, Exercise
from exercises.notebooks.answers import PublicAnswers
from exercises.notebooks.helpers import NOTEBOOK_PACKAGE, helpers_collect, renamed
from exercises.notebooks.pruning import Pruned, checks_prune
from exercises.notebooks.statement import Resolve, statement_convert

FOLDER = Path(__file__).parent
CARRIED = ("keeping", "running")
STARTER_TAG = "solution"
HIDDEN: dict[str, Any] = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
NO_RECORD = "it needs the site"
ABOUT = (
    "The next cells run the public checks on one set of inputs. What the reference answers to "
    "these is part of the notebook; the reference is not. The site runs the checks on other inputs "
    "as well, and its verdict is the one that counts."
)

LOADER = """\
# The site's own comparisons, and a small runner. Run this once; nothing in it needs a change.
import json
import sys
import types


def _module(name, source, **given):
    module = types.ModuleType(name)
    module.__dict__.update(given)
    sys.modules[name] = module
    exec(compile(source, name + ".py", "exec"), module.__dict__)
    return module


_module("{package}", "", __path__=[])
"""

RUNNER = """\
from {package}.running import LocalSolution, Recorded, check_run, checks_show

_calls = json.loads(_answers)
_solution = LocalSolution({functions}, {parameters!r}, {dtypes!r})
_public = _module("{package}.public", _checks)


def _check(name):
    for own, target in {recorded!r}.items():
        setattr(_public, own, Recorded(f"{{name}}/{{target}}", _calls))
    return check_run(getattr(_public, name), _solution, Recorded(f"{{name}}/reference", _calls))


verdicts = checks_show({titles!r}, _check)
"""


def notebook_make(exercise: Exercise, answers: PublicAnswers | None, resolve: Resolve) -> str:
    """Return the notebook of an exercise as JSON; without answers it lists the checks only.

    `resolve` gives the full address of a link's target, or None.
    """
    left_out = left_out_of(exercise, answers)
    public = [check for check in exercise.checks if check.public and check.id not in left_out]
    cells = [
        *_statement_cells(exercise, resolve),
        new_markdown_cell("## Your solution"),
        new_code_cell(exercise.starter.rstrip(), metadata={"tags": [STARTER_TAG]}),
        new_markdown_cell(_checks_text(exercise, public, left_out)),
        *(_checks_cells(exercise, public, answers) if public and answers else ()),
    ]
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number}"
    notebook = new_notebook(cells=cells, metadata=_metadata(exercise))
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def left_out_of(exercise: Exercise, answers: PublicAnswers | None) -> dict[str, str]:
    """Return the public checks that a notebook cannot run, and why not."""
    if answers is not None:
        return answers.left_out
    return {check.id: NO_RECORD for check in exercise.checks if check.public}


def _metadata(exercise: Exercise) -> dict[str, Any]:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": exercise.title,
    }


def _statement_cells(exercise: Exercise, resolve: Resolve) -> Iterator[Any]:
    """Yield the title, then a cell for each section of the statement."""
    devices = " or ".join({"cpu": "CPU", "cuda": "GPU"}[name] for name in exercise.devices)
    address = resolve(f"exercise:{exercise.slug}")
    graded = f"[Submit it on the site]({address})" if address else "Submit it on the site"
    yield new_markdown_cell(
        f"# {exercise.title}\n\n{exercise.summary}\n\n"
        f"{exercise.catalogue_number} · level {exercise.level} of 4 · about "
        f"{exercise.expected_minutes} min, both a guess · {devices} · "
        f"{exercise.max_points} points. {graded} to have it graded.\n\n"
        f"This notebook needs Python 3.11 or newer with {', '.join(exercise.libraries)}."
    )
    for section in ("\n" + statement_convert(exercise.statement, resolve)).split("\n## "):
        text = section.strip()
        if text:
            yield new_markdown_cell(text if section.startswith("\n") else f"## {text}")


def _checks_text(exercise: Exercise, public: Sequence[Check], left_out: dict[str, str]) -> str:
    titles = {check.id: check.title for check in exercise.checks}
    hidden = [check for check in exercise.checks if not check.public]
    points = sum(check.points for check in hidden)
    lines = ["## Public checks", ""]
    if public:
        lines += [
            ABOUT,
            "",
        ]
    if left_out:
        lines += ["These run on the site only:", ""]
        lines += [f"- {titles[name]}: {reason}." for name, reason in left_out.items()]
        lines += [""]
    if hidden:
        many = f"{len(hidden)} hidden check{'s' if len(hidden) > 1 else ''}"
        lines += [f"The site also runs {many}, worth {points} of {exercise.max_points} points."]
    return "\n".join(lines).strip()


def _checks_cells(
    exercise: Exercise, public: Sequence[Check], answers: PublicAnswers
) -> Iterator[Any]:
    source = (exercise.folder / "checks.py").read_text(encoding="utf-8")
    pruned = checks_prune(source, [check.id for check in public])
    yield new_code_cell(_loader(pruned), metadata=HIDDEN)
    calls = ",\n".join(json.dumps(call) for call in answers.calls)
    yield new_code_cell(
        "# What the reference answers to the calls of these checks.\n"
        f"_answers = {_literal(f'[{calls}]')}",
        metadata=HIDDEN,
    )
    yield new_code_cell(f"# The public checks.\n_checks = {_literal(_checks_source(pruned))}")
    yield new_code_cell(_runner(exercise, public, pruned).rstrip())


def _loader(pruned: Pruned) -> str:
    sources = helpers_collect(pruned.helpers)
    package = sources.pop(NOTEBOOK_PACKAGE)
    for name in CARRIED:
        source = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
        sources[f"{NOTEBOOK_PACKAGE}.{name}"] = renamed(source)
    parts = [LOADER.format(package=NOTEBOOK_PACKAGE)]
    parts += [f'_module("{name}", {_literal(source)})' for name, source in sources.items()]
    parts += [f'_module("{NOTEBOOK_PACKAGE}", {_literal(package)}, __path__=[])']
    return "\n".join(parts)


def _checks_source(pruned: Pruned) -> str:
    if not pruned.helpers:
        return pruned.source
    return f"from {NOTEBOOK_PACKAGE} import {', '.join(pruned.helpers)}\n{pruned.source}"


def _runner(exercise: Exercise, public: Sequence[Check], pruned: Pruned) -> str:
    functions = exercise.functions
    names = ", ".join(f'"{each.function}": {each.function}' for each in functions)
    return RUNNER.format(
        package=NOTEBOOK_PACKAGE,
        functions=f"{{{names}}}",
        parameters={each.function: [p.name for p in each.parameters] for each in functions},
        dtypes=exercise.dtypes,
        recorded=pruned.recorded,
        titles={check.id: check.title for check in public},
    )


def _literal(text: str) -> str:
    """Return a text as Python, readable where that is possible."""
    if "'''" in text or text.endswith(("'", "\\")):
        return repr(text)
    return f"r'''\n{text}'''"
