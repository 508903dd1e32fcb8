"""The numbers in the skill check of Second-Order Methods, part 2, and what each question offers."""

import re
import tomllib
from typing import Any

import numpy as np
import pytest

from reference.newton import newton_decrement
from tests.courses.content.items import Items
from tests.courses.content.printed import CONTENT, matrix, number, vector

ITEMS = Items("so", 2)
POOLS = {
    "/".join(path.parts[-3:-1]): tomllib.loads(path.read_text(encoding="utf-8"))["questions"]
    for path in sorted(CONTENT.glob("*/part-*/skill-check.toml"))
}
SLOTS = ["belongs", "covers", "term", "use"]


@pytest.mark.parametrize("questions", POOLS.values(), ids=POOLS)
def test_a_pool_has_three_variants_a_slot_and_every_kind(questions: list[dict[str, Any]]) -> None:
    assert [question["slot"] for question in questions] == sorted(SLOTS * 3)
    kinds = {question["kind"] for question in questions}
    assert kinds == {"single", "multiple", "numeric", "expression", "ordering"}


@pytest.mark.parametrize("questions", POOLS.values(), ids=POOLS)
def test_an_explanation_leads_to_its_section_and_none_is_given_twice(
    questions: list[dict[str, Any]],
) -> None:
    for question in questions:
        assert re.search(r"\(section:[a-z]{2}-\d\.\d\)", question["explanation"]), question["id"]
        answers = question.get("options", []) + question.get("wrong", [])
        assert len({answer["explanation"].strip() for answer in answers}) == len(answers) >= 2


def test_only_the_scaling_check_catches_a_squared_decrement() -> None:
    hessian, g = np.array([[4.0, 2.0], [2.0, 3.0]]), np.array([2.0, 3.0])

    def squared(g: np.ndarray, hessian: np.ndarray) -> float:
        return newton_decrement(g, hessian) ** 2

    change = np.array([[2.0, 1.0], [0.0, 5.0]])
    value = squared(g, hessian)
    fourfold = squared(4 * g, 4 * hessian)
    assert squared(change.T @ g, change.T @ hessian @ change) == pytest.approx(value)
    assert squared(0 * g, hessian) == 0
    with pytest.raises(np.linalg.LinAlgError):
        squared(g, -hessian)
    assert fourfold != pytest.approx(2 * value)
    prompt, explanation = ITEMS["so-2-q3"]["prompt"], ITEMS["so-2-q3"]["explanation"]
    assert f"returns ${number(value)}$ for $g={vector(g)}^\\top$" in prompt
    assert f"$H={matrix(hessian)}$" in prompt
    assert f"${number(fourfold)}$ where twice its own ${number(value)}$ is" in explanation
    assert f"is ${number(2 * value)}$" in explanation


def test_the_curvature_ratio_follows_from_the_log() -> None:
    prompt, explanation = ITEMS["so-2-q4"]["prompt"], ITEMS["so-2-q4"]["explanation"]
    step_size, before, after = 0.5, -0.8, 0.4
    assert f"$t_k={step_size}$" in prompt
    assert f"$g_k^\\top p_k={before}$ and $g_{{k+1}}^\\top p_k={after}$" in prompt
    r = after / before
    ratio = (1 - r) / step_size
    assert ITEMS["so-2-q4"]["answer"] == pytest.approx(ratio)
    assert f"$r_k={after}/({before})={r}$" in explanation
    assert f"$R_k=(1-r_k)/t_k={1 - r}/{step_size}={number(ratio)}$" in explanation
    assert f"$t_kR_k={step_size * ratio}<2$" in explanation
    sign, undivided = ITEMS["so-2-q4"]["wrong"]
    assert float(sign["value"]) == pytest.approx((1 + r) / step_size)
    assert f"$r_k={r}$" in sign["explanation"]
    assert float(undivided["value"]) == pytest.approx(1 - r)
    assert f"$t_k={step_size}$" in undivided["explanation"]
