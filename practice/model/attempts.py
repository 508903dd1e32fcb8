"""Folds one attempt: predict, learn, rate, and give credit to what was practised on the way."""

from collections.abc import Collection, Mapping

from practice.model.calibrator import learn
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
    QUESTIONS_PER_CHECK,
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
    own, tagged = evidence.own, evidence.tagged
    if not (own or tagged):
        return
    today, item_id = state.today, event.item_id
    facet: Facet = "know" if event.kind == "quiz" else "do"
    is_again = item_id in today.firsts
    was_done = is_again and item_id in today.done
    _spend(state, event, evidence, t_ms, was_done=was_done)
    if is_again:
        # Code that fails again is on its way; only the pass that ends it says something.
        if facet == "know" or (evidence.is_passed and not was_done):
            _repeat(state, evidence, facet, t_ms, parameters)
        return
    aids = today.aids.get(item_id, ())
    if not aids:
        _learn(state, event, evidence, facet, t_ms, parameters, observe)
    tracks = state.tracks(facet)
    _succeed(state, tracks, {**own, **tagged} if tagged else own, aids, parameters)
    first = _first_note(state, event, evidence, facet, aids, t_ms)
    _rate(state, item_id, first, parameters)
    for concept, share in tagged.items():
        if share < HARD_FROM:
            _review(tracks[concept], item_id, AGAIN, today.day, t_ms, parameters)
    if not aids:
        _credit(state, t_ms, evidence, tracks, graph, parameters)


def _first_note(
    state: State, event: Event, evidence: Evidence, facet: Facet, aids: Collection[str], t_ms: int
) -> First:
    """Note the day's first attempt at an item, with what it says of each concept."""
    today, item_id, tracks = state.today, event.item_id, state.tracks(facet)
    last = Last(today.day, item_id, evidence.passed, evidence.total)
    ratings, is_right = {}, True
    for concept, share in evidence.own.items():
        rating = share_rating(share)
        ratings[concept] = aided(rating, aids) if aids else rating
        is_right = is_right and share >= 1
        tracks[concept].last = last
    first = First(
        facet=facet,
        ratings=ratings,
        is_right=is_right,
        t_ms=t_ms,
        part=text_of(event.payload, "part", "") if facet == "know" else "",
        slot=text_of(event.payload, "slot", item_id),
    )
    today.firsts[item_id] = first
    if first.part:
        today.parts.setdefault(first.part, []).append(item_id)
    return first


def self_rating_fold(state: State, event: Event, parameters: Parameters) -> None:
    """Fold the learner's own rating of an item that was attempted on the same day."""
    first = state.today.firsts.get(event.item_id)
    stated = event.payload.get("rating")
    if first is not None and stated in RATINGS and stated is not True:
        first.own_rating = int(stated)
        _rate(state, event.item_id, first, parameters)


def work_fold(state: State, event: Event) -> None:
    """Fold the sending of code: the time that went into it, and that code was written."""
    state.today.spent_ms += _spent_ms(event, 0)
    state.today.since_code_ms = 0


def _spent_ms(event: Event, untimed_ms: int) -> int:
    spent_ms = event.duration_ms
    if spent_ms is None:
        return untimed_ms
    # Written out, as much here: a call of min or max costs a tenth of a microsecond.
    if spent_ms > LONGEST_MS:
        return LONGEST_MS
    return spent_ms if spent_ms > 0 else 0


def _spend(state: State, event: Event, evidence: Evidence, t_ms: int, *, was_done: bool) -> None:
    today, item_id = state.today, event.item_id
    if event.kind == "quiz":
        state.times[item_id] = state.times.get(item_id, 0) + 1
        spent_ms = _spent_ms(event, UNTIMED_MS)
        today.spent_ms += spent_ms
        today.since_code_ms += spent_ms
        is_done = True
    else:
        today.since_code_ms = 0
        is_done = event.payload.get("verdict") == "passed"
    state.last_attempt_ms = t_ms
    today.last_concepts = [*evidence.own]
    if today.claimed:
        today.settled += [c for c in evidence.own if c in today.claimed and c not in today.settled]
    if is_done and not was_done:
        today.done.append(item_id)
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
    if event.kind == "quiz":
        guess = guess_floor(event.payload)
        trials = [trial_of(state, facet, tuple(evidence.own), t_ms, guess, parameters)]
        outcomes = [1.0 if evidence.is_passed else 0.0]
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
    state: State,
    tracks: dict[str, Track],
    shares: Mapping[str, float],
    aids: Collection[str],
    parameters: Parameters,
) -> None:
    """Note recent success; what was got right with a hint counts half, after the solution not."""
    worth = 0.0 if "solution_seen" in aids else 0.5 if aids else 1.0
    fade, total = parameters.concept_fade, 0.0
    for concept, share in shares.items():
        track = tracks.get(concept)
        if track is None:
            track = tracks[concept] = Track()
        track.wins = fade * track.wins + worth * share
        track.losses = fade * track.losses + 1 - worth * share
        total += share
    mean = worth * total / len(shares)
    state.wins = parameters.ability_fade * state.wins + mean
    state.losses = parameters.ability_fade * state.losses + 1 - mean


def _rate(state: State, item_id: str, first: First, parameters: Parameters) -> None:
    """Rate an item's concepts; of a skill check, those of the whole part, which stands or falls."""
    today = state.today
    names, overall = [item_id], GOOD
    if first.part:
        names = today.parts[first.part]
        if len(names) >= QUESTIONS_PER_CHECK:
            firsts = [today.firsts[name] for name in names]
            overall = check_rating({each.slot: each.is_right for each in reversed(firsts)})
    tracks, day, claimed = state.tracks(first.facet), today.day, today.claimed
    for name in names:
        each = today.firsts[name]
        for concept, rating in each.ratings.items():
            final = rating if rating < overall else overall
            if each.own_rating or concept in claimed:
                final = self_rated(final, each.own_rating or EASY)
            track = tracks[concept]
            if track.day != day or track.ratings.get(name) != final:
                _review(track, name, final, day, each.t_ms, parameters)


def _repeat(
    state: State, evidence: Evidence, facet: Facet, t_ms: int, parameters: Parameters
) -> None:
    tracks, day = state.tracks(facet), state.today.day
    for concept, share in evidence.own.items():
        track = tracks.get(concept)
        if track is not None and track.day == day:
            rating = share_rating(share)
            track.repeats.append(rating)
            track.reviewed_ms = t_ms
            track.memory = review(track.memory, rating, day, t_ms, parameters.fsrs)


def _review(
    track: Track, item_id: str, rating: int, day: int, t_ms: int, parameters: Parameters
) -> None:
    fsrs = parameters.fsrs
    if track.day != day:
        track.before, track.day, track.reviewed_ms = track.memory, day, t_ms
        track.ratings, track.repeats = {item_id: rating}, []
        track.memory = review(track.before, rating, day, t_ms, fsrs)
        return
    before, is_more = track.rating, item_id not in track.ratings
    track.ratings[item_id] = rating
    lowest = (rating if rating < before else before) if is_more else track.rating
    # The day's memory follows from its lowest rating; most of a day's answers leave that.
    if lowest != before:
        memory = review(track.before, lowest, day, track.reviewed_ms, fsrs)
        for again in track.repeats:
            memory = review(memory, again, day, track.reviewed_ms, fsrs)
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
    own, tagged, day = evidence.own, evidence.tagged, state.today.day
    shares = {c: share if share >= HARD_FROM else 0.0 for c, share in own.items()}
    for concept, share in tagged.items():
        if share < HARD_FROM:
            shares[concept] = 0.0
    if not tagged and not any(shares.values()):
        return
    weights = reached(graph, shares)
    for concept, share in tagged.items():
        if share >= HARD_FROM:
            weights[concept] = max(weights.get(concept, 0.0), parameters.tagged_weight * share)
    for concept, weight in weights.items():
        track = tracks.get(concept)
        if track is None or track.memory is None or track.credited_day == day or weight <= 0:
            continue
        if track.memory.last_day < day:
            share, offset = parameters.credit * weight, state.tz_offset_min
            after = credited(track.memory, share, day, t_ms, offset, parameters.fsrs)
            if after is not track.memory:
                track.memory, track.credited_day = after, day
