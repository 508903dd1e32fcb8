"""The golden table, which the browser's fold runs too."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from practice.model.events import Event
from practice.model.folding import REVISION, fold
from practice.model.parameters import DEFAULT, parameters_write
from practice.model.state import State
from tests.practice.golden.cases import GRAPH, cases, golden_make, items_make

FOLDER = Path(__file__).parents[1] / "golden"
COMMON = FOLDER / "common.json"
FILES = sorted(path for path in FOLDER.glob("*.json") if path != COMMON)


def close(found: Any, wanted: Any) -> bool:
    """Tell whether two JSON values agree to 1e-9 in every number, and otherwise wholly."""
    if isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(close(found[k], wanted[k]) for k in wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(close, found, wanted))
    if isinstance(wanted, float) and isinstance(found, int | float):
        return bool(found == pytest.approx(wanted, rel=1e-9, abs=1e-9))
    return bool(found == wanted)


def test_the_table_holds_every_case_and_what_they_share() -> None:
    common = json.loads(COMMON.read_text())
    assert common["revision"] == REVISION
    assert common["parameters"] == json.loads(parameters_write(DEFAULT))
    assert common["graph"] == json.loads(msgspec.json.encode(GRAPH))
    assert common["items"] == json.loads(msgspec.json.encode(items_make()))
    names = {json.loads(path.read_text())["name"] for path in FILES}
    assert names == {case.name for case in cases()}


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_the_model_makes_of_each_log_what_the_table_says(case: Any) -> None:
    tables = [json.loads(path.read_text()) for path in FILES]
    wanted = next(table for table in tables if table["name"] == case.name)
    found = json.loads(json.dumps(golden_make(case)))
    assert close(found, wanted), "python -m tests.practice.golden writes the table anew"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_table_itself_can_be_folded(path: Path) -> None:
    table = json.loads(path.read_text())
    events = msgspec.convert(table["events"], list[Event])
    assert fold(events, GRAPH) == fold(events[::-1], GRAPH)
    assert msgspec.convert(table["state"], State).key == fold(events, GRAPH).key
