"""The table: what a reader sees of a row, in text, Markdown and JSON."""

import json

import pytest

from grader.bench.page import BEGIN, END, MarksMissing, page_write
from grader.bench.rows import Row, Target
from grader.bench.table import json_rows, markdown_table, number, text_table

ROWS = [
    Row("Speed", "two-loop", 9.3456, "x", "41 ms", "383 ms", 20, Target("at least", 8)),
    Row("Speed", "oracle", 81.2, "µs", "81.2 µs", "10 µs", 20, Target("at most", 60)),
    Row("Memory", "peer", None, "x", "", "it is not installed", 0, Target("at least", 30)),
]


def test_the_text_is_aligned_and_grouped():
    lines = text_table(ROWS).splitlines()
    assert lines[1:3] == ["", "Speed"]
    assert "Memory" in lines
    assert {line.index("ms") for line in lines if "two-loop" in line} == {lines[3].index("ms")}
    assert lines[0].index("target") == lines[3].index("≥ 8 holds") == lines[4].index("≤ 60 MISSED")


def test_a_row_that_was_not_measured_says_why():
    line = text_table(ROWS).splitlines()[-1]
    assert "not measured" in line
    assert "it is not installed" in line
    assert "open" in line


def test_numbers_keep_three_digits():
    assert [number(value) for value in (9.3456, 0.3351, 1234.5)] == ["9.35", "0.335", "1234"]


def test_json_tells_whether_targets_hold():
    fields = json.loads(json_rows(ROWS))
    assert [row["holds"] for row in fields] == [True, False, None]
    assert fields[0]["value"] == 9.3456
    assert set(fields[0]) >= {"name", "value", "unit", "target", "holds", "samples"}


def test_markdown_has_a_table_for_each_group():
    text = markdown_table(ROWS)
    assert text.count("| what |") == 2
    assert "| two-loop | 9.35 x | 41 ms | 383 ms | ≥ 8 holds | 20 |" in text


def test_the_page_keeps_what_is_around_the_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nstale words\n{END}\nafter\n")
    for _ in range(2):
        page_write(page, ROWS, "On this machine.")
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "stale words" not in text
    assert text.count("two-loop") == 1


def test_a_page_without_marks_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("text\n")
    with pytest.raises(MarksMissing):
        page_write(page, ROWS, "")
    assert page.read_text() == "text\n"
