"""The judge's report is held to its protocol; anything else is a JudgeError."""

import json

import pytest

from grader.judging.report import JudgeError
from grader.judging.transcript import Transcript
from grader.judging.wire import LINE_LIMIT_BYTES, MESSAGE_LIMIT_CHARACTERS

READY = {"kind": "ready"}
DONE = {"kind": "done"}
GONE = {"kind": "gone", "reason": "closed"}


def started(position, name):
    return {"kind": "check_started", "position": position, "id": name}


def finished(position, name, **changes):
    line = {"kind": "check_finished", "position": position, "id": name}
    return line | {"verdict": "passed", "message": "", "mistake": None} | changes


WHOLE = [READY, started(0, "a"), finished(0, "a"), started(1, "b"), finished(1, "b"), DONE]


def read(lines):
    transcript = Transcript(("a", "b"))
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    list(transcript.feed(data))
    return transcript


def test_a_whole_report_is_complete():
    transcript = read(WHOLE)
    assert transcript.is_done
    assert transcript.is_complete
    assert [check.id for check in transcript.checks] == ["a", "b"]


@pytest.mark.parametrize("cut", range(len(WHOLE)))
def test_a_report_that_ends_early_is_not_complete(cut):
    assert not read(WHOLE[:cut]).is_complete


def test_bytes_may_come_in_any_pieces():
    data = b"".join(json.dumps(line).encode() + b"\n" for line in WHOLE)
    transcript = Transcript(("a", "b"))
    seen = [line for byte in data for line in transcript.feed(bytes([byte]))]
    assert len(seen) == len(WHOLE)
    assert transcript.is_done


def test_a_report_may_end_in_the_middle_of_a_check():
    transcript = read([*WHOLE[:4], GONE])
    assert transcript.is_complete
    assert transcript.running == "b"
    assert not transcript.is_done


def test_a_load_failure_is_a_whole_report():
    line = {"kind": "load_failed", "verdict": "error", "message": "no"}
    transcript = read([{"kind": "state", "state": "waiting"}, line])
    assert transcript.is_complete
    assert transcript.state == "waiting"


@pytest.mark.parametrize(
    "lines",
    [
        [DONE],
        [READY, DONE],
        [READY, READY],
        [started(0, "a")],
        [READY, finished(0, "a")],
        [READY, started(1, "b")],
        [READY, started(0, "b")],
        [READY, started(0, "a"), started(0, "a")],
        [READY, started(0, "a"), finished(1, "a")],
        [READY, started(0, "a"), finished(0, "b")],
        [READY, started(0, "a"), DONE],
        [*WHOLE[:5], finished(1, "b")],
        [*WHOLE, DONE],
        [*WHOLE, started(2, "c")],
        [*WHOLE, {"kind": "state", "state": "waiting"}],
        [GONE, READY],
        [READY, {"kind": "load_failed", "verdict": "error", "message": "no"}],
    ],
)
def test_a_report_out_of_turn_is_refused(lines):
    with pytest.raises(JudgeError, match="out of turn"):
        read(lines)


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "passed"},
        {"kind": "ready", "points": 3},
        {"kind": "state", "state": "idle"},
        {},
        [],
        3,
        finished(0, "a", verdict="refused"),
        finished(0, "a", verdict="internal error"),
        finished(0, "a", message=None),
        finished(0, "a", message="x" * (MESSAGE_LIMIT_CHARACTERS + 1)),
        finished("0", "a"),
        finished(0, "a", points=3),
    ],
)
def test_a_malformed_line_is_refused(line):
    with pytest.raises(JudgeError, match="malformed"):
        read([READY, started(0, "a"), line])


@pytest.mark.parametrize("data", [b"not json\n", b"\xff\xfe\n", b"\n", b'{"kind": "ready"\n'])
def test_a_line_that_is_no_json_is_refused(data):
    with pytest.raises(JudgeError, match="malformed"):
        list(Transcript(("a",)).feed(data))


def test_a_line_without_end_is_refused():
    transcript = Transcript(("a",))
    with pytest.raises(JudgeError, match="too long"):
        list(transcript.feed(b"x" * (LINE_LIMIT_BYTES + 1)))


def test_the_judges_own_failure_is_raised_with_its_words():
    with pytest.raises(JudgeError, match="the reason"):
        read([READY, {"kind": "judge_failed", "message": "the reason"}])
