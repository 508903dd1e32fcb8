"""Runs every policy on every simulated learner, on all cores."""

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

from msgspec import Struct

from practice.evaluation.graphs import Graph, graphs_load
from practice.evaluation.learners import Learner
from practice.evaluation.minds import MINDS
from practice.evaluation.ours import Ours
from practice.evaluation.policies import FixedOrder, Leitner, Policy, RandomOrder, Recording
from practice.evaluation.spaced import FsrsDue, FsrsFilling, Sm2
from practice.evaluation.world import DAYS, Outcome, World, study

NONE, DUE, FILLING, OURS = "no practice", "FSRS due-only", "FSRS lowest R", "ours"
POLICIES: dict[str, Callable[[Graph, int], Policy]] = {
    NONE: Recording,
    "fixed order": FixedOrder,
    "random": RandomOrder,
    "Leitner": Leitner,
    "SM-2": Sm2,
    DUE: FsrsDue,
    FILLING: FsrsFilling,
    OURS: Ours,
}
# Without edges implicit credit has nothing to work with: a control that no target counts.
CONTROL = "flat"


class Cell(Struct, frozen=True):
    """One graph under one truth about memory."""

    graph: str
    truth: str


class Learnt(Struct, frozen=True):
    """What became of one learner of a cell under each policy."""

    cell: Cell
    seed: int
    kind: str
    outcomes: dict[str, Outcome]


def cells() -> list[Cell]:
    """Return every graph under every truth."""
    return [Cell(graph, truth) for graph in graphs_load() for truth in MINDS]


def simulate(seeds: int, *, workers: int | None = None) -> list[Learnt]:
    """Return what became of the learners of every cell, the same learners in every run."""
    jobs = [(cell, seed) for seed in range(seeds) for cell in cells()]
    workers = workers or len(os.sched_getaffinity(0))
    with ProcessPoolExecutor(workers) as pool:
        return list(_told(pool.map(_learnt, jobs, chunksize=4), len(jobs)))


def learner_run(cell: Cell, seed: int, policies: Iterable[str]) -> dict[str, Outcome]:
    """Return what becomes of one learner under some policies, each with the same luck."""
    graph = graphs_load()[cell.graph]
    outcomes = {}
    for name in policies:
        learner = Learner(graph, seed, DAYS)
        world = World(learner, MINDS[cell.truth](learner))
        outcomes[name] = study(world, POLICIES[name](graph, seed))
    return outcomes


def _learnt(job: tuple[Cell, int]) -> Learnt:
    cell, seed = job
    kind = Learner(graphs_load()[cell.graph], seed, DAYS).kind.name
    return Learnt(cell, seed, kind, learner_run(cell, seed, POLICIES))


def _told(found: Iterable[Learnt], total: int) -> Iterable[Learnt]:
    for number, each in enumerate(found, start=1):
        if number % max(1, total // 20) == 0:
            sys.stderr.write(f"Simulated {number} of {total} learners …\n")
        yield each
