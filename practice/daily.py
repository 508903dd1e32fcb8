"""The plan of the day: of what is worth doing, the items that fit the minutes."""

from collections.abc import Sequence

from practice.model.selector import Choice, Plan

# Without a limit of minutes, so many items are as far as anybody looks.
ITEMS_AHEAD = 5


def day_fit(choices: Sequence[Choice], minutes: float | None) -> list[Choice]:
    """Return items that fit into the minutes together, best first; one of each pool.

    Two in a row about the same concept are set apart where something else fits.
    """
    waiting = list(choices)
    fitting: list[Choice] = []
    left = float("inf") if minutes is None else minutes
    while len(fitting) < ITEMS_AHEAD:
        pools = {choice.item.pool for choice in fitting if choice.item.pool}
        last = set(fitting[-1].item.concepts) if fitting else set()
        possible = [
            choice
            for choice in waiting
            if choice.item.minutes <= left and choice.item.pool not in pools
        ]
        if not possible:
            break
        apart = (choice for choice in possible if last.isdisjoint(choice.item.concepts))
        chosen = next(apart, possible[0])
        waiting.remove(chosen)
        fitting.append(chosen)
        left -= chosen.item.minutes
    return fitting


def next_of(plan: Plan, minutes: float | None) -> Choice | None:
    """Return what to do next: what fits into the session's minutes before what does not."""
    if minutes is None:
        return plan.choices[0] if plan.choices else None
    fitting = (choice for choice in plan.choices if choice.item.minutes <= minutes)
    return next(fitting, plan.choices[0] if plan.choices else None)
