"""The table that the interactive figures' scripts are held to is what the reference computes."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

import courses
from tests.frontend.figure_cases import CURVATURES, START, STEPS, TABLE, table_make

PROGRAM = "gradient-descent/part-3/figures/5.3-step-size.py"


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in (key, *leaves(value[key]))]
    return [leaf for each in value for leaf in leaves(each)] if isinstance(value, list) else [value]


def test_the_table_is_what_the_reference_computes() -> None:
    written, computed = leaves(json.loads(TABLE.read_text())), leaves(table_make())
    assert len(written) == len(computed)
    for one, other in zip(written, computed, strict=True):
        assert one == (pytest.approx(other, abs=1e-9) if isinstance(other, float) else other)


def test_the_still_picture_shows_the_same_path() -> None:
    program = runpy.run_path(str(Path(courses.__file__).parent / "content" / PROGRAM))
    assert program["CURVATURES"].tolist() == CURVATURES.tolist()
    assert program["START"].tolist() == START.tolist()
    assert program["STEPS"] == STEPS


def test_the_cases_meet_each_end_that_the_words_tell() -> None:
    methods = table_make()["methods"]
    runs = [case[name] for case in methods for name in ("newton", "gradientDescent", "trustRegion")]
    assert {run["end"] for run in runs} >= {"minimum", "saddle"}
    assert {case["trustRegion"]["end"] for case in methods} == {"minimum"}
