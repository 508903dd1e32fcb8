"""The other graders' own environment: what our checks import must be in it."""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest

from exercises.format.loading import exercise_get
from grader.bench.peers import REQUIREMENTS
from grader.bench.subjects import SLUGS, job_of, right_code
from grader.judging.pool import ROOT

# Grades a job with nothing but what the checks import, and says which distributions that took.
GRADING = """
import json, sys
from grader.bench.bare import verdict

said = verdict(json.load(sys.stdin), 1)
loaded = {name.partition(".")[0] for name in sys.modules}

from importlib.metadata import packages_distributions

known = packages_distributions()
json.dump([said, sorted({each for name in loaded for each in known.get(name, [])})], sys.stdout)
"""


def pins(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.-]+)", text, re.MULTILINE))


def with_what_they_need(names: set[str]) -> set[str]:
    """Return the distributions together with all that they install."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        found |= waiting
        needed = [need for name in waiting for need in _requires(name)]
        waiting = {re.split(r"[^\w.-]", need)[0].lower() for need in needed} - found
    return found


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


@pytest.mark.parametrize("slug", SLUGS)
def test_all_that_the_checks_import_is_installed_there(slug: str) -> None:
    exercise = exercise_get(slug)
    job = json.dumps(job_of(exercise, right_code(exercise)))
    run = subprocess.run(
        [sys.executable, "-c", GRADING],
        cwd=ROOT,
        input=job,
        capture_output=True,
        check=True,
        text=True,
    )
    said, loaded = json.loads(run.stdout)
    assert said == "passed"
    assert "msgspec" in loaded
    assert {name.lower() for name in loaded} <= with_what_they_need(set(pins(REQUIREMENTS)))


def test_our_libraries_have_our_versions_there() -> None:
    ours, theirs = pins(ROOT / "requirements.lock"), pins(REQUIREMENTS)
    shared = {name: version for name, version in theirs.items() if name in ours}
    assert set(shared) >= {"msgspec", "numpy", "scipy", "torch"}
    assert {name: ours[name] for name in shared} == shared
