"""A figure becomes SVG that anyone can read and no label can break out of."""

import math
import re
from xml.etree import ElementTree

import msgspec
import pytest

from exercises.figures.drawing import figure_svg, key_svg, marker
from exercises.figures.figure import Axis, Figure, Series
from exercises.figures.tabling import ROWS_LIMIT, figure_table
from exercises.figures.ticks import number_said, share_of, ticks_of

SVG = "{http://www.w3.org/2000/svg}"
LINEAR, LOG = Axis("k", 0.0, 4.0), Axis("error", 1e-8, 1.0, is_log=True)
YOURS = Series("yours", (0.0, 1.0, 2.0), (1.0, None, 1e-6))
FIGURE = Figure("Error", LINEAR, LOG, (YOURS, Series("reference", (0.0, 1.0), (1.0, 1e-3))))
PLACE = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")


def drawn(figure):
    return ElementTree.fromstring(figure_svg(figure, "f"))


def paths(svg, kind):
    return [path for path in svg.iter("path") if kind in path.get("class").split()]


def test_it_is_named_and_described_for_those_who_do_not_see_it():
    svg = drawn(FIGURE)
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [
        each.get("id") for each in (*svg.iter("title"), *svg.iter("desc"))
    ]
    assert svg.find("title").text == "Error"
    assert "yours: 2 points, from (0, 1) to (2, 10⁻⁶)." in svg.find("desc").text


def test_a_missing_point_leaves_a_gap():
    line = paths(drawn(FIGURE), "plot-line")[-1]
    assert line.get("d").count("M") == 2
    assert "L" not in line.get("d")


def test_the_learners_series_lies_on_top_with_marks_of_its_own():
    svg = drawn(FIGURE)
    assert [path.get("class") for path in paths(svg, "plot-line")] == [
        "plot-line plot-2",
        "plot-line plot-1",
    ]
    assert len({marker((0.0, 0.0), number) for number in (1, 2, 3, 4)}) == 4


def test_higher_values_lie_higher():
    (_, low), (_, high) = (
        tuple(map(float, each))
        for each in PLACE.findall(paths(drawn(FIGURE), "plot-line")[0].get("d"))
    )
    assert high > low, "1e-3 lies below 1, and y grows downwards"


def test_a_label_is_never_markup():
    hostile = '"><script>alert(1)</script>&'
    figure = msgspec.structs.replace(FIGURE, title=hostile, series=(Series(hostile, (), ()),))
    text = figure_svg(figure, "f")
    assert "<script" not in text
    assert drawn(figure).find("title").text == hostile


def test_level_lines_are_drawn_from_pairs_of_ends():
    figure = Figure(
        "f", LINEAR, LINEAR, (), levels=((0, 0, 1000, 1000, 0, 500, 500, 0),), is_square=True
    )
    (path,) = paths(drawn(figure), "plot-level")
    assert re.sub(r"[\d ]", "", path.get("d")) == "MLML"


@pytest.mark.parametrize("y", [(1e300, -1e300), (0.0, -1.0)])
def test_what_lies_far_out_keeps_to_the_clip(y):
    figure = msgspec.structs.replace(FIGURE, series=(Series("yours", (0.0, 1.0), y),))
    for x, up in PLACE.findall(figure_svg(figure, "f")):
        assert abs(float(x)) < 1e4
        assert abs(float(up)) < 1e4


@pytest.mark.parametrize(
    ("series", "shown"),
    [
        (YOURS, ["plot-line plot-2", "plot-mark plot-2"]),
        (msgspec.structs.replace(YOURS, kind="points"), ["plot-mark plot-2"]),
        (Series("f", tuple(map(float, range(41))), (1.0,) * 41), ["plot-line plot-2"]),
    ],
    ids=["line with marks", "points", "line of many points"],
)
def test_the_key_shows_what_the_series_is_drawn_with(series, shown):
    assert [path.get("class") for path in ElementTree.fromstring(key_svg(series, 2))] == shown
    drawn_as = msgspec.structs.replace(FIGURE, series=(Series("", (), ()), series))
    classes = [path.get("class") for path in drawn(drawn_as).iter("path")]
    assert {each for each in classes if each.endswith(" plot-2")} == set(shown)


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        (Axis("", 0.0, 10.0), ["0", "2", "4", "6", "8", "10"]),
        (Axis("", -1.0, 1.0), ["−1", "−0.5", "0", "0.5", "1"]),
        (Axis("", 0.0, 3e-7), ["0", "10⁻⁷", "2·10⁻⁷", "3·10⁻⁷"]),
        (Axis("", 1e-3, 1.0, is_log=True), ["10⁻³", "10⁻²", "10⁻¹", "1"]),
        (Axis("", 0.3, 3.0, is_log=True), ["0.5", "1", "2"]),
        (Axis("", 2.1, 4.4, is_log=True), ["2.5", "3", "3.5", "4"]),
        (Axis("", 1e-16, 1.0, is_log=True), ["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]),
    ],
)
def test_ticks_are_round_numbers(axis, words):
    assert [said for _, said in ticks_of(axis)] == words
    for value, _ in ticks_of(axis):
        assert -1e-9 <= share_of(axis, value) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "0"), (-1.5, "−1.5"), (1e-6, "10⁻⁶"), (12345.0, "1.234·10⁴")]
)
def test_numbers_are_written_as_people_write_them(value, said):
    assert number_said(value) == said


def test_the_table_has_a_column_for_each_series_and_few_rows():
    heads, rows = figure_table(FIGURE)
    assert heads == ["k", "yours", "reference"]
    assert rows == [["0", "1", "1"], ["1", "–", "0.001"], ["2", "10⁻⁶", "–"]]
    many = Series("yours", tuple(map(float, range(200))), (1.0,) * 200)
    assert len(figure_table(msgspec.structs.replace(FIGURE, series=(many,)))[1]) <= ROWS_LIMIT


def test_the_table_of_a_path_has_both_coordinates():
    path = Figure("f", LINEAR, LINEAR, (Series("yours", (1.0,), (2.0,)),), is_square=True)
    assert figure_table(path) == (["yours, k", "yours, k"], [["1", "2"]])


def test_numbers_out_of_bounds_are_refused():
    data = msgspec.to_builtins(FIGURE)
    data["series"][0]["x"] = [math.pi] * 201
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data, Figure)
