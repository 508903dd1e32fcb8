"""What is wrong with the sources is found without a database, a figure or a demo."""

import pytest
from django.core.management import CommandError, call_command

from courses.management.commands import check_content
from exercises.faults import Fault

SECTION = "content/newton/part-1/1.1-step.md"
SECOND = "content/newton/part-1/1.2-solving.md"


def test_sources_without_a_mistake_have_no_fault(sources) -> None:
    assert sources.check() == []


def test_links_and_formulas_are_looked_at(sources) -> None:
    sources.replace(SECTION, "section:nw-1.2", "section:nw-9.9")
    sources.replace(SECOND, "$H=LL^\\top$", "$H=\\nosuchcommand$")
    link, formula = sources.check()
    assert link == f"{SECTION}:11: The link 'section:nw-9.9' leads nowhere."
    assert formula.startswith(f"{SECOND}:10: Bad formula: ")


def test_a_heading_below_no_other_of_its_level_is_named(sources) -> None:
    sources.replace(SECOND, "### By Cholesky", "#### By Cholesky\n\n### High")
    assert sources.check() == [
        f"{SECOND}:8: The heading skips a level: its parent heading is missing."
    ]


def test_the_command_lists_every_fault(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(check_content, "content_check", lambda: [Fault("a.md", 3, "Wrong.")])
    with pytest.raises(CommandError, match="1 to mend"):
        call_command("check_content")
    assert capsys.readouterr().err == "a.md:3: Wrong.\n"
