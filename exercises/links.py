"""Addresses of exercises, fixed by convention so that stored HTML can carry them."""


def exercise_url(slug: str) -> str:
    """Return the address of an exercise's page."""
    return f"/exercises/{slug}/"
