"""Writes the golden table anew: `python -m tests.practice.golden`."""

import json
from pathlib import Path

import msgspec

from practice.model.folding import REVISION
from practice.model.parameters import DEFAULT
from tests.practice.golden.cases import GRAPH, cases, golden_make, items_make

FOLDER = Path(__file__).parent


def golden_write() -> None:
    """Write one file for each case, and `common.json` for what they share."""
    for old in FOLDER.glob("*.json"):
        old.unlink()
    common = {
        "revision": REVISION,
        "parameters": DEFAULT,
        "graph": GRAPH,
        "items": items_make(),
    }
    _write("common", msgspec.to_builtins(common))
    for case in cases():
        _write(case.name.replace(",", "").replace("'", "").replace(" ", "-"), golden_make(case))


def _write(name: str, table: object) -> None:
    text = json.dumps(table, indent=1, sort_keys=True)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    golden_write()
