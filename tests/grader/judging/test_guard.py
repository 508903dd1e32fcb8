"""Known mistakes run within bounds of time and memory."""

import signal

import pytest

from grader.judging.judge.guard import TimeIsUp, guarded


def run_for_ever():
    while True:
        pass


def run_for_ever_stubbornly():
    while True:
        try:
            run_for_ever()
        except Exception:  # noqa: BLE001
            continue


@pytest.mark.parametrize("block", [run_for_ever, run_for_ever_stubbornly])
def test_an_endless_block_is_ended(block):
    with pytest.raises(TimeIsUp), guarded(0.05, 0):
        block()


def test_nothing_is_left_behind():
    before = signal.getsignal(signal.SIGALRM)
    with guarded(10.0, 1 << 20):
        pass
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
