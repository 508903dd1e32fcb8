"""Folds one attempt: predict, learn, rate, and give credit to what was practised on the way."""

from practice.model.calibrator import Trial, learn
from practice.model.events import Event, text_of
from practice.model.evidence import Evidence, evidence_of
from practice.model.features import trial_of
from practice.model.graph import Graph, reached
from practice.model.guessing import guess_floor
from practice.model.items import Facet
from practice.model.memory import credited, recall, review
from practice.model.parameters import Parameters
from practice.model.predictions import Observe, Prediction, honesty_note
from practice.model.ratings import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    HARD_FROM,
    aided,
    check_rating,
    self_rated,
    share_rating,
)
from practice.model.state import First, Last, State, Track

LONGEST_MS = 30 * 60_000
UNTIMED_MS = 90_000
RATINGS = [AGAIN, HARD, GOOD, EASY]


def attempt_fold(
    state: State,
    event: Event,
    t_ms: int,
    graph: Graph,
    parameters: Parameters,
    observe: Observe | None,
) -> None:
    """Fold a `quiz` or `exercise_result` event that counts at `t_ms`.

    Only the first attempt at an item on a learner-local day counts as recall; what follows on
    that day comes after the answer was seen, and is practice.
    """
    evidence = evidence_of(event)
    if not (evidence.own or evidence.tagged):
        return
    facet: Facet = "know" if event.kind == "quiz" else "do"
    was_done = event.item_id in state.today.done
    _spend(state, event, evidence, t_ms)
    if event.item_id in state.today.firsts:
        # Code that fails again is on its way; only the pass that ends it says something.
        if event.kind == "quiz" or (evidence.is_passed and not was_done):
            _repeat(state, evidence, facet, t_ms, parameters)
        return
    aids = list(state.today.aids.get(event.item_id, ()))
    if not aids:
        _learn(state, event, evidence, facet, t_ms, parameters, observe)
    _succeed(state, evidence, facet, aids, parameters)
    first = First(
        facet=facet,
        ratings={c: aided(share_rating(share), aids) for c, share in evidence.own.items()},
        is_right=all(share >= 1 for share in evidence.own.values()),
        t_ms=t_ms,
        part=text_of(event.payload, "part", "") if facet == "know" else "",
        slot=text_of(event.payload, "slot", event.item_id),
    )
    state.today.firsts[event.item_id] = first
    if first.part:
        state.today.parts.setdefault(first.part, []).append(event.item_id)
    last = Last(state.today.day, event.item_id, evidence.passed, evidence.total)
    tracks = state.tracks(facet)
    for concept in evidence.own:
        tracks[concept].last = last
    _rate(state, event.item_id, first, parameters)
    missed = [concept for concept, share in evidence.tagged.items() if share < HARD_FROM]
    for concept in missed:
        _review(tracks[concept], event.item_id, AGAIN, state.today.day, t_ms, parameters)
    if not aids:
        _credit(state, t_ms, evidence, tracks, graph, parameters)


def self_rating_fold(state: State, event: Event, parameters: Parameters) -> None:
    """Fold the learner's own rating of an item that was attempted on the same day."""
    first = state.today.firsts.get(event.item_id)
    stated = event.payload.get("rating")
    if first is not None and stated in RATINGS and stated is not True:
        first.own_rating = int(stated)
        _rate(state, event.item_id, first, parameters)


def work_fold(state: State, event: Event) -> None:
    """Fold the sending of code: the time that went into it, and that code was written."""
    state.today.spent_ms += min(event.duration_ms or 0, LONGEST_MS)
    state.today.since_code_ms = 0


def _spend(state: State, event: Event, evidence: Evidence, t_ms: int) -> None:
    today = state.today
    if event.kind == "quiz":
        state.times[event.item_id] = state.times.get(event.item_id, 0) + 1
        spent = UNTIMED_MS if event.duration_ms is None else min(event.duration_ms, LONGEST_MS)
        today.spent_ms += spent
        today.since_code_ms += spent
    else:
        today.since_code_ms = 0
    state.last_attempt_ms = t_ms
    today.last_concepts = [*evidence.own]
    is_done = event.kind == "quiz" or event.payload.get("verdict") == "passed"
    if is_done and event.item_id not in today.done:
        today.done.append(event.item_id)
    if evidence.is_passed:
        today.failures, today.failed = 0, []
    else:
        today.failures += 1
        today.failed += [concept for concept in evidence.own if concept not in today.failed]


def _learn(
    state: State,
    event: Event,
    evidence: Evidence,
    facet: Facet,
    t_ms: int,
    parameters: Parameters,
    observe: Observe | None,
) -> None:
    """Predict all that this answer will show, and only then learn from it."""
    trials: list[Trial]
    if event.kind == "quiz":
        guess = guess_floor(event.payload)
        trials = [trial_of(state, facet, tuple(evidence.own), t_ms, guess, parameters)]
        outcomes = [float(evidence.is_passed)]
    else:
        shares = evidence.own | evidence.tagged
        trials = [trial_of(state, facet, (c,), t_ms, 0.0, parameters) for c in shares]
        outcomes = list(shares.values())
    expected = learn(state.calibrator(facet), trials, outcomes, parameters)
    for trial, p, outcome in zip(trials, expected, outcomes, strict=True):
        honesty_note(state.honesty, p, outcome)
        if observe is not None:
            track = state.tracks(facet).get(trial.concepts[0])
            memory = track.memory if track else None
            recalled = None if memory is None else recall(memory, t_ms, parameters.fsrs)
            observe(
                Prediction(
                    event_id=event.id,
                    facet=facet,
                    concepts=trial.concepts,
                    features=trial.features,
                    guess=trial.guess,
                    expected=p,
                    recall=recalled,
                    outcome=outcome,
                )
            )


def _succeed(
    state: State, evidence: Evidence, facet: Facet, aids: list[str], parameters: Parameters
) -> None:
    """Note recent success; what was got right with a hint counts half, after the solution not."""
    worth = 0.0 if "solution_seen" in aids else 0.5 if aids else 1.0
    tracks = state.tracks(facet)
    shares = evidence.own | evidence.tagged
    for concept, share in shares.items():
        track = tracks.get(concept)
        if track is None:
            track = tracks[concept] = Track()
        track.wins = parameters.concept_fade * track.wins + worth * share
        track.losses = parameters.concept_fade * track.losses + 1 - worth * share
    mean = worth * sum(shares.values()) / len(shares)
    state.wins = parameters.ability_fade * state.wins + mean
    state.losses = parameters.ability_fade * state.losses + 1 - mean


def _rate(state: State, item_id: str, first: First, parameters: Parameters) -> None:
    """Rate an item's concepts; of a skill check, those of the whole part, which stands or falls."""
    today = state.today
    rated, overall = {item_id: first}, GOOD
    if first.part:
        rated = {name: today.firsts[name] for name in today.parts[first.part]}
        slots: dict[str, bool] = {}
        for each in rated.values():
            slots.setdefault(each.slot, each.is_right)
        overall = check_rating(slots)
    for name, each in rated.items():
        tracks = state.tracks(each.facet)
        for concept, alone in each.ratings.items():
            rating = min(alone, overall)
            own = each.own_rating or (EASY if concept in today.claimed else 0)
            final = self_rated(rating, own) if own else rating
            track = tracks[concept]
            if track.day != today.day or track.ratings.get(name) != final:
                _review(track, name, final, today.day, each.t_ms, parameters)


def _repeat(
    state: State, evidence: Evidence, facet: Facet, t_ms: int, parameters: Parameters
) -> None:
    for concept, share in evidence.own.items():
        track = state.tracks(facet).get(concept)
        if track is not None and track.day == state.today.day:
            track.repeats.append(share_rating(share))
            track.reviewed_ms = t_ms
            _remember(track, parameters)


def _review(
    track: Track, item_id: str, rating: int, day: int, t_ms: int, parameters: Parameters
) -> None:
    if track.day != day:
        track.before, track.day, track.ratings, track.repeats = track.memory, day, {}, []
        track.reviewed_ms = t_ms
    track.ratings[item_id] = rating
    _remember(track, parameters)


def _remember(track: Track, parameters: Parameters) -> None:
    fsrs = parameters.fsrs
    memory = review(track.before, track.rating, track.day, track.reviewed_ms, fsrs)
    for rating in track.repeats:
        memory = review(memory, rating, track.day, track.reviewed_ms, fsrs)
    track.memory = memory


def _credit(
    state: State,
    t_ms: int,
    evidence: Evidence,
    tracks: dict[str, Track],
    graph: Graph,
    parameters: Parameters,
) -> None:
    """Refresh what was practised on the way: along edges, and where a tagged check was passed."""
    offset = state.tz_offset_min
    shares = {c: share if share >= HARD_FROM else 0.0 for c, share in evidence.own.items()}
    missed = {c: 0.0 for c, share in evidence.tagged.items() if share < HARD_FROM}
    weights = reached(graph, shares | missed)
    for concept, share in evidence.tagged.items():
        if concept not in missed:
            weights[concept] = max(weights.get(concept, 0.0), parameters.tagged_weight * share)
    for concept, weight in weights.items():
        track = tracks.get(concept)
        if track is None or track.memory is None or track.credited_day == state.today.day:
            continue
        share, day = parameters.credit * weight, state.today.day
        after = credited(track.memory, share, day, t_ms, offset, parameters.fsrs)
        if weight > 0 and after is not track.memory:
            track.memory, track.credited_day = after, state.today.day
