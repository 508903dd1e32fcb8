"""What a device needs to choose without a network: the concepts, the items, the fold's numbers."""

from hashlib import sha256

import msgspec

from grader.models import Learner
from practice.items import items_for
from practice.model.graph import Graph
from practice.model.items import Item
from practice.model.parameters import Parameters
from practice.parameters import parameters_get
from practice.standing import fold_revision, graph_get


class Catalogue(msgspec.Struct, frozen=True):
    """All that can be practised, and of what the learner has not read; without a single answer.

    `fold_revision` names the rules, the map and the numbers that a state was folded with; a
    device goes on from a state of the server's only where they are its own.
    """

    fold_revision: str
    graph: Graph
    parameters: Parameters
    items: list[Item]


def catalogue_get(learner: Learner | None) -> tuple[bytes, str]:
    """Return a learner's catalogue as JSON, and a hash that changes with it."""
    parameters = parameters_get()
    revision = fold_revision(parameters)
    catalogue = Catalogue(revision, graph_get(), parameters, items_for(learner))
    written = msgspec.json.encode(catalogue)
    return written, sha256(written).hexdigest()[:32]
