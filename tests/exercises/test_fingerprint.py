"""What makes a validation run again: the code that judges, and the reference it compares with."""

from pathlib import Path

import pytest

from exercises.format.loading import exercise_get
from exercises.validation import fingerprint
from exercises.validation.fingerprint import code_hash

FIXTURES = Path(__file__).parent / "fixtures" / "library"


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A small repository: one module that judges, and a reference of three modules."""
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    monkeypatch.setattr(fingerprint, "JUDGING", ("judging",))
    for name, text in {
        "judging/deciding.py": "def decide():\n    return 1\n",
        "reference/hessian.py": "from reference.helping import half\n",
        "reference/helping.py": "half = 0.5\n",
        "reference/other.py": "other = 1\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def hashed():
    fingerprint._judging_hash.cache_clear()
    fingerprint._code_hash.cache_clear()
    return code_hash(exercise_get("second-derivatives", FIXTURES))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("judging/deciding.py", "def decide():\n    return 2\n"),
        ("judging/another.py", ""),
        ("reference/hessian.py", "from reference.helping import half\n\ntwo = 2\n"),
        ("reference/helping.py", "half = 0.25\n"),
    ],
)
def test_a_change_of_code_that_counts_changes_the_hash(room, file, text):
    before = hashed()
    (room / file).write_text(text)
    assert hashed() != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("judging/deciding.py", '"""New words."""\n\n\ndef decide():\n    return 1  # Why.\n'),
        ("judging/notes.txt", "no code"),
        ("reference/other.py", "other = 2\n"),
    ],
)
def test_words_and_the_reference_of_others_do_not_count(room, file, text):
    before = hashed()
    (room / file).write_text(text)
    assert hashed() == before


def test_the_library_versions_count(room, monkeypatch):
    before = hashed()
    monkeypatch.setattr(fingerprint.metadata, "version", lambda name: "0")
    assert hashed() != before
