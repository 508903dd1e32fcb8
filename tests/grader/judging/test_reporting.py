"""The judge tells the supervisor whose time it is, but not of every short oracle call."""

import json
import socket

import pytest

from grader.judging.judge.reporting import Reporter


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    ours.settimeout(20)
    with ours, theirs:
        yield ours, Reporter(theirs)


def told(line):
    return json.loads(line)["state"]


def test_a_state_is_told_when_it_is_news(ends):
    ours, reporter = ends
    for state in ("computing", "waiting", "waiting", "computing"):
        reporter.state(state)
    lines = ours.recv(1000).splitlines()
    assert [told(line) for line in lines] == ["waiting", "computing"]


def test_an_oracle_that_lasts_is_told_and_so_is_its_end(ends):
    ours, reporter = ends
    reporter.state("waiting")
    assert told(ours.recv(1000)) == "waiting"
    reporter.state("serving")
    assert told(ours.recv(1000)) == "serving"
    reporter.state("waiting")
    assert told(ours.recv(1000)) == "waiting"


def test_oracles_that_are_short_are_not_told(ends):
    ours, reporter = ends
    reporter.state("waiting")
    for _ in range(1000):
        reporter.state("serving")
        reporter.state("waiting")
    reporter.state("computing")
    lines = ours.recv(100_000).splitlines()
    assert told(lines[0]) == "waiting"
    assert told(lines[-1]) == "computing"
    # A busy machine may hold a single one up for long enough.
    assert len(lines) < 100
