"""The golden logs: every rule of the fold and of the choice, as a table for both languages."""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from practice.model.events import Event
from practice.model.folding import fold
from practice.model.graph import Graph
from practice.model.items import Item
from practice.model.predictions import Prediction
from practice.model.selector import Goal, moment_of, plan_make
from practice.model.state import State
from tests.practice.golden.log import DAY, DAY_MS, FOUR, Log

CONCEPTS = ("gradient", "hessian", "newton", "damped")
GRAPH = Graph(
    rev="golden",
    titles={"gradient": "Gradient", "hessian": "Hessian", "newton": "Newton step"},
    prerequisites={"newton": ("gradient", "hessian"), "damped": ("newton",)},
    encompasses={"newton": {"hessian": 0.5, "gradient": 0.3}, "damped": {"newton": 0.6}},
)


class Case(NamedTuple):
    """A log, and the moment and goal of a choice after it."""

    name: str
    events: list[Event]
    days_later: int = 3
    goal: Goal = Goal()
    unread: tuple[str, ...] = ()


def items_make(unread: tuple[str, ...] = ()) -> list[Item]:
    """Return four questions in two variants each and an exercise for every concept."""
    items = []
    for concept in CONCEPTS:
        common: dict[str, Any] = {"title": concept, "url": f"/{concept}/", "concepts": (concept,)}
        common |= {"is_read": concept not in unread}
        items += [
            Item(
                id=f"q-{concept}-{slot}", kind="quiz", facet="know", minutes=1.5, guess=0.25,
                pool=f"p/{concept}", **common,
            )
            for slot in ("use", "term")
        ]  # fmt: skip
        items.append(Item(id=f"x-{concept}", kind="exercise", facet="do", minutes=12, **common))
    return items


def cases() -> Iterator[Case]:
    """Yield all cases."""
    yield Case("nothing yet", [])
    yield from _ratings()
    yield from _aids()
    yield from _credit()
    yield from _places()
    yield from _choices()
    for seed in range(4):
        yield Case(f"a learner at random, {seed}", random_log(seed, 120), 1)


def _ratings() -> Iterator[Case]:
    log = Log()
    for day, correct in ((0, True), (2, True), (9, False), (10, True), (40, True)):
        log.quiz("gradient", correct=correct, day=day)
    yield Case("one concept over weeks", log.events)
    log = Log()
    for slot, correct in (("belongs", True), ("covers", True), ("term", True), ("use", False)):
        log.quiz("newton", correct=correct, slot=slot)
        log.quiz("hessian", correct=True, slot=slot, day=2)
    yield Case("two skill checks", log.events)
    log = Log()
    log.quiz("gradient", correct=False)
    log.quiz("gradient", correct=False, hour=12.1)
    log.quiz("gradient", correct=True, hour=12.2)
    for hour in (13, 14):
        log.code("newton", {"newton": "failed"}, hour=hour)
    log.code("newton", {"newton": "passed"}, hour=15)
    yield Case("repeats of one day", log.events)
    log = Log()
    for concept, kind in (("gradient", "numeric"), ("hessian", "multiple"), ("newton", "ordering")):
        log.quiz(concept, correct=True, question_kind=kind)
    yield Case("questions that are harder to guess", log.events)


def _aids() -> Iterator[Case]:
    log = Log()
    log.add("hint", "x-newton", hour=11)
    log.code("newton", {"newton": "passed"})
    log.add("solution_seen", "x-damped", hour=11)
    log.code("damped", {"damped": "passed"})
    yield Case("a hint and a solution", log.events)
    log = Log()
    for concept, rating in (("gradient", 4), ("hessian", 1), ("newton", 2)):
        log.code(concept, {concept: "passed"})
        log.add("self_rating", f"x-{concept}", hour=13, rating=rating)
    log.add("skip", "q-damped-use", day=1, reason="known", concepts=["damped"])
    log.quiz("damped", correct=True, slot="term", day=1, hour=13)
    yield Case("the learner's own ratings", log.events)


def _credit() -> Iterator[Case]:
    log = Log()
    for concept in ("gradient", "hessian"):
        log.code(concept, {concept: "passed"})
    log.code("newton", {"newton": "passed"}, day=12)
    log.code("damped", {"damped": "passed", "newton": "failed", "gradient": "passed"}, day=30)
    yield Case("credit along edges and by tags", log.events, 20)
    log = Log()
    for day in (0, 30, 1_000, 20_000, 200_000, 1_000_000):
        log.code("gradient", {"gradient": "passed"}, day=day)
    yield Case("the longest memory that is counted", log.events)


def _places() -> Iterator[Case]:
    log = Log()
    wrong = log.code("newton", {"newton": "failed"})
    log.code("newton", {"newton": "passed"}, day=4)
    log.add("void", day=6, event_id=wrong.id)
    place = {"t_eff_ms": wrong.t_eff_ms, "tz_offset_min": 0}
    log.code("newton", {"newton": "passed"}, day=6, stands_at=place)
    yield Case("a regrade", log.events)
    log = Log()
    log.quiz("gradient", correct=False, device="phone", day=1)
    log.quiz("gradient", correct=True, day=1, hour=12.5)
    log.quiz("gradient", correct=True, day=2, device="phone")
    yield Case("two devices", log.events[::-1])
    log = Log()
    log.quiz("gradient", correct=True, hour=3.9, tz=0)
    log.quiz("gradient", correct=True, hour=4.1, tz=0)
    log.quiz("gradient", correct=True, day=1, hour=6, tz=840)
    log.quiz("gradient", correct=True, day=1, hour=8, tz=-600)
    log.quiz("gradient", correct=False, day=2, hour=8, tz=60)
    yield Case("rollover and travel", log.events)
    log = Log()
    for day, given in enumerate(_junk()):
        log.add("quiz", "q-newton-use", day=day, **given)
        log.add("self_rating", "q-newton-use", day=day, hour=13, **given)
        log.add("skip", "q-gradient-use", day=day, hour=14, **given)
        log.add("void", day=day, hour=15, **given)
    yield Case("anything in a payload", log.events)
    log = Log()
    for day, named in enumerate([["gradient", "hessian"], ["hessian", "hessian", "newton"]] * 2):
        log.add("quiz", "q-both", day=day, concepts=named, correct=day != 2, options=FOUR)
        verdicts = dict.fromkeys(named, "passed")
        log.code("newton", verdicts, day=day, hour=14, concepts=named)
    log.add("void", day=4, event_id="event-99")
    taken_back = log.add("void", day=4, event_id="event-3")
    log.add("void", day=4, event_id=taken_back.id)
    yield Case("several concepts at once", log.events)


def _junk() -> Iterator[dict[str, Any]]:
    """Yield payloads as a device may write them that is broken, old, or not ours."""
    concepts = {"concepts": ["newton"]}
    yield {"correct": "true", "options": "abcd", "rating": "4", "reason": 5, **concepts}
    yield {"correct": 1, "options": [1, None], "rating": True, "part": 7, "slot": [], **concepts}
    yield {"correct": True, "options": {}, "rating": 4.0, "part": None, "slot": 0, **concepts}
    yield {"correct": True, "question_kind": ["single"], "options": FOUR, "rating": 0, **concepts}
    yield {"correct": [], "rating": 99, "reason": "", "event_id": 3, "concepts": "newton"}
    yield {"correct": None, "event_id": None, "concepts": [None, 1, ["newton"], {}]}
    yield {"correct": True, "event_id": "", "concepts": [*concepts["concepts"] * 2, 7]}


def _choices() -> Iterator[Case]:
    log = Log()
    for concept in ("gradient", "hessian"):
        log.code(concept, {concept: "passed"})
    for concept in ("newton", "damped"):
        log.code(concept, {concept: "failed"}, day=3)
    yield Case("after two failures", list(log.events), 3)
    log.add("skip", "x-newton", day=3, hour=13, reason="too hard", concepts=["newton"])
    log.add("skip", "q-gradient-use", day=3, hour=13, reason="not now")
    yield Case("too hard and not now", list(log.events), 3)
    log = Log()
    log.add("skip", "q-newton-use", day=3, reason="known", concepts=["newton"])
    yield Case("a claim that stands", list(log.events))
    log.quiz("newton", correct=False, slot="use", day=3, hour=13)
    yield Case("a claim that is settled", log.events)
    log = Log()
    for day in range(2):
        for slot in ("use", "term"):
            log.quiz("gradient", correct=True, slot=slot, day=day, duration_ms=500_000)
    yield Case("time for code, and an exam", log.events, 1, Goal(exam_day=DAY + 21))
    yield Case("the day of the exam", log.events, 1, Goal(exam_day=DAY + 2))
    yield Case("the minutes are over", log.events, 1, Goal(minutes_a_day=15))
    yield Case("after a long break", log.events, 90, Goal(minutes_a_day=20))
    yield Case("what was not read", log.events[:1], unread=("hessian", "newton", "damped"))


def random_log(seed: int, length: int) -> list[Event]:
    rng, log, hours = random.Random(seed), Log(), 12.0
    for _ in range(length):
        hours += rng.choice([0.05, 0.2, 9, 30])
        concept = rng.choice(CONCEPTS)
        when: dict[str, Any] = {"hour": hours, "device": rng.choice(["laptop", "phone"])}
        kind = rng.choice(["quiz", "quiz", "code", "hint", "self_rating", "skip", "submit"])
        if kind == "quiz":
            log.quiz(concept, correct=rng.random() < 0.7, slot=rng.choice(["use", "term"]), **when)
        elif kind == "code":
            named = {concept, rng.choice(CONCEPTS)}
            verdicts = {c: rng.choice(["passed", "passed", "failed"]) for c in sorted(named)}
            log.code(concept, verdicts, **when)
        elif kind == "submit":
            log.add("exercise_submit", f"x-{concept}", duration_ms=rng.randrange(10**6), **when)
        elif kind == "skip":
            reason = rng.choice(["known", "too hard", "not now"])
            log.add("skip", f"x-{concept}", reason=reason, concepts=[concept], **when)
        else:
            payload: dict[str, Any] = {"rating": rng.randint(1, 4)} if kind == "self_rating" else {}
            log.add(kind, f"x-{concept}", **when, **payload)
    return log.events


def golden_make(case: Case) -> dict[str, Any]:
    """Return what the model makes of a case, ready to be written as JSON."""
    predictions: list[Prediction] = []
    state = fold(case.events, GRAPH, observe=predictions.append)
    return {
        "name": case.name,
        "events": msgspec.to_builtins(case.events),
        "state": msgspec.to_builtins(state),
        "predictions": msgspec.to_builtins(predictions),
        "choice": _choice_make(case, state),
    }


def _choice_make(case: Case, state: State) -> dict[str, Any]:
    day = DAY + case.days_later
    day = max(day, state.today.day)
    t_ms = max(day * DAY_MS + 20 * 3_600_000, state.key[0] if state.key else 0)
    moment = moment_of(day, t_ms, state.tz_offset_min, case.goal)
    plan = plan_make(items_make(case.unread), state, GRAPH, moment, case.goal)
    return {
        "moment": msgspec.to_builtins(moment),
        "goal": msgspec.to_builtins(case.goal),
        "unread": case.unread,
        "done_because": plan.done_because,
        "minutes_left": plan.minutes_left,
        "choices": [
            {
                "item": choice.item.id,
                "score": choice.score,
                "chance": choice.gain.chance,
                "now": choice.gain.now,
                "later": choice.gain.later,
                "cause": choice.cause,
                "missing": list(choice.missing),
                "reason": choice.reason,
            }
            for choice in plan.choices
        ],
    }
