"""Problem details."""

from frontend.problems import Problem


def test_a_problem_has_the_members_of_the_rfc() -> None:
    problem = Problem(404, "Unknown exercise", "There is no 'x'.")
    assert problem.members(instance="/api/v1/exercises/x") == {
        "type": "about:blank",
        "title": "Unknown exercise",
        "status": 404,
        "detail": "There is no 'x'.",
        "instance": "/api/v1/exercises/x",
    }


def test_extra_members_are_sent_but_cannot_replace_the_standard_ones() -> None:
    problem = Problem(409, "Note changed", text="theirs", revision=3, instance="/elsewhere")
    members = problem.members(instance="/api/v1/notes/1")
    assert (members["text"], members["revision"]) == ("theirs", 3)
    assert members["instance"] == "/api/v1/notes/1"


def test_a_problem_reads_well_in_a_log() -> None:
    assert str(Problem(413, "Too long", "64 KiB at most.")) == "413 Too long: 64 KiB at most."
