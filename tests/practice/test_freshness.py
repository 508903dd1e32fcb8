"""What hardly ever changes is not looked up at every request."""

from itertools import count

from pytest_django import Settings

from practice.freshness import Looked


def test_it_is_looked_up_once_while_it_is_fresh(settings: Settings) -> None:
    settings.PRACTICE_LOOKUPS_KEPT_S = 3600
    looked = Looked(count().__next__)
    assert [looked.get() for _ in range(3)] == [0, 0, 0]


def test_it_is_looked_up_again_when_it_is_not(settings: Settings) -> None:
    settings.PRACTICE_LOOKUPS_KEPT_S = 0
    looked = Looked(count().__next__)
    assert [looked.get() for _ in range(3)] == [0, 1, 2]
