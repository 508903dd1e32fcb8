"""From what was got right to a rating of FSRS: 1 Again, 2 Hard, 3 Good, 4 Easy."""

from collections.abc import Collection, Mapping

from fsrs import Rating

QUESTIONS_PER_CHECK = 4
HARD_FROM = 0.7
AGAIN, HARD, GOOD, EASY = (int(rating) for rating in Rating)


def share_rating(share: float) -> int:
    """Return the rating of a share in [0, 1]: all is Good, at least 0.7 Hard, else Again."""
    return GOOD if share >= 1 else HARD if share >= HARD_FROM else AGAIN


def aided(rating: int, aids: Collection[str]) -> int:
    """Return a rating after aids taken before the answer: hint caps at Hard, solution is Again."""
    if "solution_seen" in aids:
        return AGAIN
    return min(rating, HARD) if "hint" in aids else rating


def check_rating(slots: Mapping[str, bool]) -> int:
    """Return what the right answers of one part on one day are worth.

    `slots` holds, for each slot of the skill check, whether its first answer was right. A complete
    check gives Good for four right, Hard for three, Again for fewer; until then each answer stands
    for itself.
    """
    missed = sum(not is_right for is_right in slots.values())
    if len(slots) < QUESTIONS_PER_CHECK or missed == 0:
        return GOOD
    return HARD if missed == 1 else AGAIN


def self_rated(rating: int, stated: int) -> int:
    """Return a rating after the learner's own: it may lower any rating, or lift Good to Easy."""
    own = min(EASY, max(AGAIN, stated))
    if own == EASY:
        return EASY if rating == GOOD else rating
    return min(rating, own)
