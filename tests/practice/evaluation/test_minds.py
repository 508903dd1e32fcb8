"""The two truths about memory."""

import ast
from pathlib import Path

import pytest

from practice.evaluation import minds
from practice.evaluation.graphs import graphs_load
from practice.evaluation.learners import Learner
from practice.evaluation.minds import MINDS, Mind

KEY = ("concept-03", "know")
TRUTH = ("minds", "learners", "world", "graphs")


def mind_of(truth: str) -> Mind:
    return MINDS[truth](Learner(graphs_load()["chain"], 0, 40))


@pytest.mark.parametrize("truth", MINDS)
def test_recall_falls_with_time_and_is_nothing_before_the_first_encounter(truth: str) -> None:
    mind = mind_of(truth)
    assert mind.recall(KEY, 0.0) == 0.0
    mind.practise(KEY, 0.0, 1.0, recalled=True)
    recalls = [mind.recall(KEY, day) for day in (0.1, 1, 5, 20, 60)]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] > 2 * recalls[-1]


@pytest.mark.parametrize("truth", MINDS)
def test_spaced_practice_outlasts_massed_practice(truth: str) -> None:
    massed, spaced = mind_of(truth), mind_of(truth)
    for k in range(4):
        massed.practise(KEY, 27 + k / 200, 1.0, recalled=True)
        spaced.practise(KEY, 9.0 * k, 1.0, recalled=True)
    assert spaced.recall(KEY, 60) > massed.recall(KEY, 60)


@pytest.mark.parametrize("truth", MINDS)
def test_a_smaller_encounter_leaves_less(truth: str) -> None:
    whole, half = mind_of(truth), mind_of(truth)
    whole.practise(KEY, 0.0, 1.0, recalled=True)
    half.practise(KEY, 0.0, 0.5, recalled=True)
    assert whole.recall(KEY, 10) > half.recall(KEY, 10) > 0


@pytest.mark.parametrize("name", TRUTH)
def test_the_truth_imports_nothing_of_the_schedulers(name: str) -> None:
    tree = ast.parse((Path(minds.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    imported = {
        module
        for node in ast.walk(tree)
        for module in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert "practice.evaluation.learners" in imported or name in {"learners", "graphs"}
    foreign = ("practice.model", "fsrs", "practice.evaluation.spaced", "practice.evaluation.ours")
    assert not [module for module in imported if module.startswith(foreign)]
