"""Reading the real logs, and the command on a small one."""

from pathlib import Path

import msgspec
import pytest

from practice.evaluation.__main__ import HOLDS, MISSED, main
from practice.evaluation.logs import (
    ASSIST_TEST,
    ASSIST_TRAIN,
    REVIEWS,
    assist_read,
    data_path,
    reviews_read,
)
from practice.evaluation.reporting import BEGIN, END

ROWS = """card_id,review_rating,review_time,review_duration
7,3,2024-05-03T20:00:00+00:00,1
7,1,2024-05-01T20:00:00+00:00,1
8,3,2024-05-02T20:00:00+00:00,1
7,3,2024-05-01T20:10:00+00:00,1
7,2,2024-05-03T20:05:00+00:00,1
7,4,2024-05-04T05:00:00+00:00,1
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / REVIEWS).write_text(ROWS, encoding="utf-8")
    lines = [f'0,{uid},"5,5,6,6","0,1,1,-1"\n' for uid in range(150)]
    for name in (ASSIST_TRAIN, ASSIST_TEST):
        text = "fold,uid,concepts,responses\n" + "".join(lines)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PRACTICE_DATA", str(tmp_path))
    return tmp_path


def test_recall_is_the_first_review_of_a_later_day_by_the_learners_clock(folder: Path) -> None:
    trials = list(reviews_read(folder / REVIEWS))
    # Five in the morning in UTC is still the day before where the learner is.
    assert [(trial.concept, trial.rating, trial.is_scored) for trial in trials] == [
        ("7", 1, False),
        ("7", 3, False),
        ("8", 3, False),
        ("7", 3, True),
        ("7", 2, False),
        ("7", 4, False),
    ]


def test_padding_is_no_answer(folder: Path) -> None:
    trials = list(assist_read(folder / ASSIST_TEST, is_scored=True, learners=2))
    assert [(trial.learner, trial.concept, trial.passed) for trial in trials] == [
        (uid, concept, passed)
        for uid in "01"
        for concept, passed in (("5", False), ("5", True), ("6", True))
    ]


def test_the_folder_of_the_logs_is_named_by_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_path() == folder
    monkeypatch.setenv("PRACTICE_DATA", str(folder / "none"))
    assert data_path() is None


def test_the_command_fails_where_a_target_is_missed_and_writes_page_and_json(folder: Path) -> None:
    page, written = folder / "page.md", folder / "found.json"
    page.write_text(f"Before.\n{BEGIN}\nstale\n{END}\nAfter.\n", encoding="utf-8")
    options = ["--only", "logs", "--json", str(written), "--markdown", str(page)]
    assert main(options) == MISSED
    found = msgspec.json.decode(written.read_bytes())
    assert {target["name"]: target["holds"] for target in found["targets"]} == {
        "AUC, ASSIST2015": True,
        "log loss, ASSIST2015": True,
        "log loss, py-fsrs log": False,
    }
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"Before.\n{BEGIN}\n")
    assert text.endswith(f"{END}\nAfter.\n")
    assert "stale" not in text
    assert "| py-fsrs log | FSRS-6 default | 1 |" in text
    (folder / REVIEWS).unlink()
    assert main(options) == HOLDS
