"""A small course in a temporary folder, loaded by the real loader."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from courses import cell_runs
from courses.loading import instances
from courses.loading.loading import content_load
from courses.loading.sources import content_check
from courses.models import Notebook, NotebookCell
from exercises.loading import Counts
from frontend.maths import formulas
from grader.models import Learner
from tests.guests import guest_enter

TREE = Path(__file__).parent / "tree"


@dataclass
class Sources:
    """A copy of tests/courses/tree that a test may spoil."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def check(self) -> list[str]:
        return [str(fault) for fault in content_check(*self._places())]

    def load(self) -> dict[str, Counts] | None:
        return content_load(*self._places())

    def _places(self) -> tuple[Path, Path, Path]:
        return self.folder / "content", self.folder / "library", self.folder / "concepts.toml"


@pytest.fixture(scope="session", autouse=True)
def _children_asked_once() -> Iterator[None]:
    """Ask Node and the generators only once for the same: most tests load the same tree."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formulas, "_node_run", cache(formulas._node_run))
        patch.setattr(instances, "child_run", cache(instances.child_run))
        yield


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """The tree; faults name its files relative to it."""
    shutil.copytree(TREE, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return Sources(tmp_path / "course")


@pytest.fixture
def loaded(db: None, sources: Sources) -> Sources:
    """The tree, in the database."""
    sources.load()
    return sources


@pytest.fixture
def learner(db: None) -> Learner:
    return Learner.objects.create()


@pytest.fixture
def guest_client(learner: Learner) -> Client:
    """A browser whose session is the learner's."""
    return guest_enter(Client(), learner)


@pytest.fixture
def notebook_cell(loaded: Sources) -> NotebookCell:
    """A demo of a notebook, as a load would have stored it."""
    notebook = Notebook.objects.create(
        id="newton",
        lesson_id="newton",
        title="Theory notebook",
        html="<p>Text.</p>",
        setup="import os",
        setup_html="import os",
        files={"a.csv": "1"},
        ipynb="{}",
    )
    return NotebookCell.objects.create(
        id="newton.square-root",
        notebook=notebook,
        position=1,
        number=3,
        slug="square-root",
        title="Square root",
        html="<p>Text.</p>",
        code="x = 1",
        code_html="x = 1",
        output="1.414\n",
        drawings=[{"svg": "raw", "label": "A line"}],
        figures=[{"svg": '<svg class="drawing"></svg>', "label": "A line"}],
        time_s=0.1,
        run_hash="0",
    )


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The runs that the broker was told of; it takes them all."""
    bells: list[str] = []

    def ring(task: object, arguments: list[str], queue: str) -> bool:
        bells.append(arguments[0])
        return True

    monkeypatch.setattr(cell_runs, "task_ring", ring)
    return bells


@pytest.fixture
def cell(notebook_cell: NotebookCell, rung: list[str]) -> NotebookCell:
    """A demo whose runs ring no broker."""
    return notebook_cell
