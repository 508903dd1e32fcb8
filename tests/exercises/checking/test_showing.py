"""What a check shows is drawn where it can be, and never decides anything."""

import numpy as np
import pytest
import torch

from exercises.checking import show_curves, show_paths
from exercises.checking.contours import CELLS, CROSSINGS, level_segments
from exercises.checking.showing import FIGURES_LIMIT, figures_recorded
from exercises.figures.figure import GRID, POINTS_LIMIT

BOX = (-2.0, 2.0, -2.0, 2.0)


def bowl(x):
    return float(x @ x)


def shown(show):
    figures = []
    with figures_recorded(figures):
        show()
    return figures


def curves(values, **more):
    return shown(
        lambda: show_curves(
            "Error", {"yours": values, "reference": [1.0, 0.1]}, y_label="error", **more
        )
    )


def test_values_are_shown_against_their_position():
    (figure,) = curves(np.array([1.0, 0.5, 0.25]))
    assert figure.series[0].x == (0.0, 1.0, 2.0)
    assert figure.series[0].y == (1.0, 0.5, 0.25)
    assert [series.label for series in figure.series] == ["yours", "reference"]
    assert figure.y.is_log


def test_tensors_and_lists_are_numbers_too():
    for values in (torch.tensor([1.0, 0.5], requires_grad=True), [1.0, 0.5], (1, 0.5)):
        assert curves(values)[0].series[0].y == (1.0, 0.5)


@pytest.mark.parametrize(
    "values",
    [None, "no", 3.0, [[1.0], [2.0, 3.0]], np.ones((2, 2)), [print], {"a": 1}, [10**400]],
    ids=lambda values: type(values).__name__,
)
def test_what_is_no_row_of_numbers_is_left_out(values):
    (figure,) = curves(values)
    assert figure.series[0].y == ()
    assert figure.series[1].y == (1.0, 0.1)


def test_what_is_not_finite_or_not_positive_on_a_log_axis_is_a_gap():
    (figure,) = curves([np.nan, np.inf, 0.0, -1.0, 1e-300, 0.5])
    assert figure.series[0].y == (None, None, None, None, None, 0.5)
    (figure,) = curves([np.nan, -1.0, 0.0], scale="linear")
    assert figure.series[0].y == (None, -1.0, 0.0)


def test_many_points_are_thinned_and_keep_their_ends():
    (figure,) = curves(np.arange(1.0, 10_001.0))
    series = figure.series[0]
    assert len(series.x) == POINTS_LIMIT
    assert (series.x[0], series.x[-1]) == (0.0, 9999.0)


def test_a_divergence_leaves_room_for_the_reference():
    (figure,) = curves([1.0, 1e4, 1e12])
    assert figure.y.high < 100
    assert figure.y.low < 0.1


def test_each_curve_may_have_positions_and_a_kind_of_its_own():
    def show():
        show_curves(
            "f along a line",
            {"yours": [4.0], "f": [1.0, 2.0, 5.0], "bound": [1.0, 1.0]},
            x={"yours": lambda: [7.0], "f": np.array([0.0, 2.0, 4.0])},
            y_label="f",
            kind={"yours": "points"},
        )

    (figure,) = shown(show)
    assert [each.x for each in figure.series] == [(7.0,), (0.0, 2.0, 4.0), (0.0, 1.0)]
    assert [each.kind for each in figure.series] == ["points", "line", "line"]


def test_positions_that_a_learner_returned_may_be_of_any_form():
    for at in (None, "no", [np.nan], [[1.0], [2.0, 3.0]], [1.0, 2.0, 3.0]):
        (figure,) = curves([4.0], x={"yours": lambda at=at: at}, kind="points")
        assert set(figure.series[0].x) <= {None, 1.0}
        assert figure.series[1].x == (0.0, 1.0)


def test_what_a_curve_is_computed_from_may_be_of_any_form():
    for got in (None, 3.0, "no", np.ones(2), (np.ones((2, 2)), 1)):
        (figure,) = curves(lambda got=got: np.linalg.norm(got[0][0] / 0.5, axis=1))
        assert figure.series[0].y == ()
    (figure,) = curves(lambda: np.array([1.0, 1.0]) / [2.0, 0.0])
    assert figure.series[0].y == (0.5, None)


def test_nothing_is_computed_where_nothing_is_shown():
    asked = []
    show_curves("Error", {"yours": lambda: asked.append(1)}, y_label="error")
    show_paths("Iterates", asked.append, BOX, {"yours": lambda: asked.append(1)})
    assert asked == []


def test_the_axes_hold_all_curves_but_the_learners():
    def show():
        curves = {"yours": [9e9], "reference": [2.0], "bound": [1.0, 5.0]}
        show_curves("Error", curves, y_label="error", scale="linear")

    (figure,) = shown(show)
    assert figure.y.low < 1
    assert 5 < figure.y.high < 10


def test_nothing_to_draw_is_no_figure():
    assert shown(lambda: show_curves("Error", {"yours": [np.nan]}, y_label="error")) == []


def test_a_few_figures_are_kept_and_outside_of_a_judge_none():
    def many():
        for _ in range(FIGURES_LIMIT + 3):
            show_curves("Error", {"yours": [1.0]}, y_label="error")

    assert len(shown(many)) == FIGURES_LIMIT
    many()


def test_paths_lie_on_level_lines():
    path = np.array([[1.0, 1.0], [0.5, np.nan], [0.0, 0.0]])
    (figure,) = shown(lambda: show_paths("Iterates", bowl, BOX, {"yours": path, "reference": "no"}))
    assert figure.series[0].x == (1.0, None, 0.0)
    assert figure.series[1].x == ()
    assert figure.is_square
    assert len(figure.levels) > 3


def test_points_of_the_plane_need_not_be_joined():
    points = {"yours": lambda: [[1.0, 1.0]], "reference": lambda: None + 1, "path": [[0.0, 0.0]]}
    kinds = {"yours": "points", "reference": "points"}
    (figure,) = shown(lambda: show_paths("Points", bowl, BOX, points, kind=kinds))
    assert [each.kind for each in figure.series] == ["points", "points", "line"]
    assert [each.x for each in figure.series] == [(1.0,), (), (0.0,)]


def test_a_level_line_of_a_bowl_is_a_circle():
    for ends in level_segments(bowl, BOX):
        places = np.array(ends).reshape(-1, 2) / GRID * 4 - 2
        radii = np.linalg.norm(places, axis=1)
        assert np.ptp(radii) < 0.02
        assert len(ends) % 4 == 0


def test_level_lines_keep_clear_of_what_is_not_finite():
    ends = level_segments(lambda x: float(np.log(x[0])) if x[0] > 0 else np.nan, BOX)
    assert min(min(each[::2]) for each in ends) >= GRID // 2
    assert level_segments(lambda x: np.nan, BOX) == ()


def test_a_crossing_is_the_same_seen_from_the_other_side():
    for code, crossings in CROSSINGS.items():
        if code not in (5, 10):
            assert {frozenset(each) for each in crossings} == {
                frozenset(each) for each in CROSSINGS[15 - code]
            }
    assert CELLS <= GRID
