"""What is known of a learner: the fold of the attempt log, continued from a snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import msgspec

from exercises.selectors import concept_map
from grader.models import Learner
from practice.model.events import Event, Key, key_of
from practice.model.folding import fold, revision_of
from practice.model.graph import Graph
from practice.model.parameters import Parameters
from practice.model.snapshots import dirty_from
from practice.model.state import State, state_new, state_read, state_write
from practice.models import AttemptEvent, FoldSnapshot
from practice.parameters import parameters_get

SNAPSHOT_EVERY = 50
SNAPSHOTS_KEPT = 4


@dataclass(frozen=True)
class Standing:
    """A state, the numbers it was folded by, and the last `srv_seq` of the log it is of."""

    state: State
    parameters: Parameters
    srv_seq: int


@cache
def graph_get() -> Graph:
    """Return the concepts as practice sees them; they change only with the code."""
    concepts = concept_map()
    graph = Graph(
        titles={slug: concept.title for slug, concept in concepts.items()},
        prerequisites={slug: concept.prerequisites for slug, concept in concepts.items()},
        encompasses={
            slug: {each.concept: each.weight for each in concept.encompasses}
            for slug, concept in concepts.items()
        },
    )
    return msgspec.structs.replace(graph, rev=_hash(graph))


def fold_revision(parameters: Parameters) -> str:
    """Return what names the rules, the numbers and the map that states are folded with."""
    return f"{revision_of(parameters)}-{graph_get().rev}"


def standing_get(learner: Learner | None) -> Standing:
    """Return what the whole log says of a learner, and how far that log goes."""
    parameters = parameters_get()
    if learner is None:
        return Standing(state_new(parameters), parameters, 0)
    revision = fold_revision(parameters)
    snapshot, rows = _start(learner, revision)
    start = None if snapshot is None else state_read(bytes(snapshot.state))
    state = fold([row.as_event() for row in rows], graph_get(), start, parameters=parameters)
    known = 0 if snapshot is None else snapshot.srv_seq
    srv_seq = max((row.srv_seq for row in rows), default=known)
    if len(rows) >= SNAPSHOT_EVERY and state.key is not None:
        _keep(learner, revision, srv_seq, state.key, state)
    return Standing(state, parameters, srv_seq)


def _start(learner: Learner, revision: str) -> tuple[FoldSnapshot | None, list[AttemptEvent]]:
    """Return the newest snapshot before which nothing is new, and all that is not in it."""
    log = AttemptEvent.objects.filter(learner=learner)
    for snapshot in _snapshots(learner, revision):
        rows = list(log.filter(srv_seq__gt=snapshot.srv_seq))
        fresh = [row.as_event() for row in rows]
        dirty = dirty_from(fresh, _places(learner, fresh))
        if dirty is None or dirty > snapshot.key:
            return snapshot, rows
    return None, list(log)


def _snapshots(learner: Learner, revision: str) -> Iterator[FoldSnapshot]:
    """Yield snapshots, the newest first: nearly always it will do, and they are large."""
    rows = FoldSnapshot.objects.filter(learner=learner, revision=revision)
    newest = rows.first()
    if newest is not None:
        yield newest
        yield from rows[1:]


def _places(learner: Learner, fresh: list[Event]) -> dict[str, Key]:
    """Return the places of what fresh events take back."""
    named = [str(event.payload.get("event_id")) for event in fresh if event.kind == "void"]
    ids = [found for found in map(_uuid_read, named) if found is not None]
    rows = AttemptEvent.objects.filter(learner=learner, id__in=ids) if ids else []
    return {event.id: key_of(event) for event in (row.as_event() for row in rows)}


def _uuid_read(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _keep(learner: Learner, revision: str, srv_seq: int, key: Key, state: State) -> None:
    t_eff_ms, device_id, seq = key
    FoldSnapshot.objects.bulk_create(
        [
            FoldSnapshot(
                learner=learner,
                revision=revision,
                srv_seq=srv_seq,
                t_eff_ms=t_eff_ms,
                device_id=device_id,
                seq=seq,
                state=state_write(state),
            )
        ],
        ignore_conflicts=True,
    )
    kept = FoldSnapshot.objects.filter(learner=learner, revision=revision)[:SNAPSHOTS_KEPT]
    FoldSnapshot.objects.filter(learner=learner).exclude(pk__in=[row.pk for row in kept]).delete()


def _hash(graph: Graph) -> str:
    from hashlib import sha256

    return sha256(msgspec.json.encode(graph)).hexdigest()[:16]
