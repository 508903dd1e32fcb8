"""`python -m practice.evaluation.pooling`: fits where calibrators begin on simulated learners.

It writes `practice/model/pooled.json`, or with `--across` a table of what it costs to be fitted on
the wrong truth about memory. Its learners are never those of `practice.evaluation`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from practice.evaluation.graphs import graphs_load
from practice.evaluation.learners import Learner
from practice.evaluation.measures import Calibration
from practice.evaluation.minds import MINDS
from practice.evaluation.ours import Ours
from practice.evaluation.reporting import marked_write, table_markdown
from practice.evaluation.simulation import CONTROL, Cell, cells
from practice.evaluation.world import DAYS, World, study
from practice.model.parameters import DEFAULT, POOLED_PATH, Parameters, Pools
from practice.model.pooling import pools_fit
from practice.model.predictions import Prediction

FIRST_SEED = 100_000
SEEDS, ROUNDS = 40, 2
HEADINGS = ("fitted on", "scored on", "log loss", "20-bin RMSE")
MARKS = (
    "<!-- across: begin, written by `python -m practice.evaluation.pooling --across` -->",
    "<!-- across: end -->",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, let the queue with the new numbers practise with the same learners, and fit again."""
    parser = argparse.ArgumentParser(prog="python -m practice.evaluation.pooling")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="learners in each graph and truth")
    parser.add_argument(
        "--across",
        type=Path,
        metavar="FILE",
        help="fit on each truth, score on both, and put the table into this page between its marks",
    )
    options = parser.parse_args(arguments)
    seeds = range(FIRST_SEED, FIRST_SEED + options.seeds)
    if options.across is not None:
        table = table_markdown(HEADINGS, across_rows(seeds, range(options.seeds)))
        sys.stdout.write(table + "\n")
        marked_write(options.across, f"\n{table}\n", MARKS)
        return 0
    pools = pools_make(seeds, list(MINDS))
    POOLED_PATH.write_bytes(msgspec.json.format(msgspec.json.encode(pools), indent=1) + b"\n")
    sys.stdout.write(f"Wrote {POOLED_PATH}\n")
    return 0


def pools_make(seeds: Sequence[int], truths: Sequence[str], *, workers: int | None = None) -> Pools:
    """Return what the learners of these seeds give, in all graphs but the control."""
    parameters = DEFAULT
    jobs = [
        (cell, seed)
        for seed in seeds
        for cell in cells()
        if cell.truth in truths and cell.graph != CONTROL
    ]
    with ProcessPoolExecutor(workers or len(os.sched_getaffinity(0))) as pool:
        for _ in range(ROUNDS):
            given = [(cell, seed, parameters) for cell, seed in jobs]
            found = [row for rows in pool.map(predictions_of, given, chunksize=4) for row in rows]
            pools = pools_fit(found, parameters)
            parameters = msgspec.structs.replace(parameters, pools=pools)
            sys.stderr.write(f"{len(found)} answers of {len(jobs)} learners: {pools}\n")
    return pools


def across_rows(
    fitted: Sequence[int], scored: Sequence[int], *, workers: int | None = None
) -> list[Sequence[str]]:
    """Return how honest pools fitted on one truth are on both, by learners of other seeds."""
    rows: list[Sequence[str]] = []
    for truth in MINDS:
        pools = pools_make(fitted, [truth], workers=workers)
        parameters = msgspec.structs.replace(DEFAULT, pools=pools)
        for other in MINDS:
            jobs = [
                (cell, seed, parameters)
                for seed in scored
                for cell in cells()
                if cell.truth == other and cell.graph != CONTROL
            ]
            with ProcessPoolExecutor(workers or len(os.sched_getaffinity(0))) as pool:
                found = Calibration.pooled(list(pool.map(calibration_of, jobs, chunksize=4)))
            rows.append((truth, other, f"{found.log_loss:.3f}", f"{found.rmse:.3f}"))
    return rows


def calibration_of(job: tuple[Cell, int, Parameters]) -> Calibration:
    """Return how honest our queue was with one learner."""
    cell, seed, parameters = job
    graph = graphs_load()[cell.graph]
    learner = Learner(graph, seed, DAYS)
    return study(
        World(learner, MINDS[cell.truth](learner)), Ours(graph, seed, parameters)
    ).calibration


def predictions_of(job: tuple[Cell, int, Parameters]) -> list[Prediction]:
    """Return what our queue expected of one learner, and what came."""
    cell, seed, parameters = job
    graph = graphs_load()[cell.graph]
    learner = Learner(graph, seed, DAYS)
    found: list[Prediction] = []
    study(
        World(learner, MINDS[cell.truth](learner)),
        Ours(graph, seed, parameters, found.append),
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
