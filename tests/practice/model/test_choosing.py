"""What to do next, and why."""

from collections.abc import Callable

from practice.model.choosing import Moment, choices, recall
from practice.model.events import Event
from practice.model.folding import fold
from practice.model.items import Item

MakeEvent = Callable[..., Event]
DAY = 20_000
TITLES = {"a": "Newton step", "b": "Newton decrement"}


def moment(days_later: int) -> Moment:
    return Moment(DAY + days_later, (DAY + days_later) * 86_400_000 + 12 * 3_600_000, 0)


def item(name: str, concept: str, minutes: float = 10) -> Item:
    return Item(
        id=name,
        kind="exercise",
        title=name,
        url=f"/{name}/",
        concepts=(concept,),
        minutes=minutes,
        facet="do",
    )


def result(event: MakeEvent, name: str, concept: str, verdict: str, day: int = 0) -> Event:
    checks = [{"concepts": [concept], "max_points": 1, "verdict": verdict}]
    return event(
        "exercise_result", name, day=day, checks=checks, verdict=verdict, concepts=[concept]
    )


def test_a_newcomer_is_offered_something_and_told_that_it_is_new() -> None:
    first = choices([item("x", "a")], fold([], DAY), TITLES, {}, moment(0))[0]
    assert first.item.id == "x"
    assert first.reason == "Newton step: new to you. 10 min."


def test_what_is_done_or_put_off_today_is_not_offered(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed"), event("skip", "y")]
    found = choices([item("x", "a"), item("y", "b")], fold(events, DAY), TITLES, {}, moment(0))
    assert found == []


def variant(name: str) -> Item:
    return Item(
        id=name,
        pool="part/use",
        kind="quiz",
        title=name,
        url=f"/#{name}",
        concepts=("a",),
        minutes=1.5,
        facet="know",
    )


def offered(events: list[Event], days_later: int) -> list[str]:
    items = [variant("x"), variant("y"), variant("z")]
    found = choices(items, fold(events, DAY + days_later), TITLES, {}, moment(days_later))
    return [choice.item.id for choice in found]


def test_of_a_pool_the_variants_seen_least_are_offered(event: MakeEvent) -> None:
    def quiz(name: str, day: int) -> Event:
        return event("quiz", name, day=day, part="p", slot="use", correct=True, concepts=["a"])

    assert offered([], 0) == ["x", "y", "z"]
    assert offered([quiz("x", 0)], 1) == ["y", "z"]
    assert offered([quiz("x", 0), quiz("y", 1)], 2) == ["z"]
    assert offered([quiz("x", 0), quiz("y", 1), quiz("z", 2)], 3) == ["x", "y", "z"]


def test_a_pool_is_done_for_today_with_one_of_its_variants(event: MakeEvent) -> None:
    answered = event("quiz", "x", part="p", slot="use", correct=True, concepts=["a"])
    assert offered([answered], 0) == []
    assert offered([event("skip", "y")], 0) == []
    assert offered([event("skip", "y")], 1) == ["x", "y", "z"]


def test_what_fades_comes_before_what_is_well_known(event: MakeEvent) -> None:
    often = [result(event, "x", "a", "passed", day) for day in (0, 4, 14)]
    once = [result(event, "y", "b", "passed", day=14)]
    knowledge = fold([*often, *once], DAY + 20)
    found = choices([item("x", "a"), item("y", "b")], knowledge, TITLES, {}, moment(20))
    assert [choice.item.id for choice in found] == ["y", "x"]


def test_the_reason_says_how_likely_now_and_later_and_what_was_last(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "passed")]
    first = choices([item("x", "a")], fold(events, DAY + 9), TITLES, {}, moment(9))[0]
    assert first.recall_now > first.recall_later
    now, later = f"{first.recall_now:.0%}", f"{first.recall_later:.0%}"
    assert first.reason == (
        f"Newton step: about {now} likely now, {later} in 30 days."
        " 10 min. Last: 1 of 1 checks passed, 9 days ago."
    )


def test_the_concept_just_practised_is_not_offered_twice_running(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed", day=0)]
    knowledge = fold(events, DAY)
    found = choices([item("x2", "a"), item("y", "b")], knowledge, TITLES, {}, moment(0))
    assert found[0].item.id == "y"


def test_a_weak_prerequisite_is_named_and_comes_first(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed")]
    knowledge = fold(events, DAY + 5)
    found = choices([item("y", "b"), item("x", "a")], knowledge, TITLES, {"b": ("a",)}, moment(5))
    by_id = {choice.item.id: choice for choice in found}
    assert by_id["y"].reason.endswith("First look again at Newton step.")
    assert by_id["x"].score > by_id["y"].score


def test_what_was_just_missed_is_not_called_known(event: MakeEvent) -> None:
    events = [result(event, "x", "a", "failed"), result(event, "y", "b", "passed")]
    knowledge = fold(events, DAY)
    missed, passed = (recall(knowledge, concept, "do", moment(0)) for concept in ("a", "b"))
    assert missed is not None
    assert passed is not None
    assert missed < 0.5 < 0.99 < passed


def test_what_does_not_fit_the_minutes_is_left_out() -> None:
    found = choices(
        [item("long", "a", 30), item("short", "b", 5)],
        fold([], DAY),
        TITLES,
        {},
        moment(0),
        minutes=10,
    )
    assert [choice.item.id for choice in found] == ["short"]
