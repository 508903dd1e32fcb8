"""The figures of lessons: drawn at a load, kept for the next, refused with their place."""

import pytest

from courses.models import Drawing, Section
from exercises.faults import LoadRefused

pytestmark = pytest.mark.django_db

SECTION = "content/newton/part-1/1.1-step.md"
FIGURE = "content/newton/part-1/figures/1.1-line.py"
PROGRAM = '''"""A straight line

It rises from 0 to {top}.
"""


def draw(figure):
    print("no answer")
    figure.subplots().plot([0, {top}])
'''
SHOWN = "\n::: figure 1.1-line\nA line through $0$.\n:::\n"


@pytest.fixture
def drawn(sources):
    sources.write(FIGURE, PROGRAM.format(top=1))
    sources.write(SECTION, sources.path(SECTION).read_text() + SHOWN)
    return sources


def refusal(sources) -> str:
    with pytest.raises(LoadRefused) as caught:
        sources.load()
    return str(caught.value)


def test_a_section_shows_its_figure_with_a_caption(drawn) -> None:
    drawn.load()
    html = Section.objects.get(pk="nw-1.1").html
    assert '<figure class="figure">' in html
    assert '<svg class="drawing"' in html
    assert '<title id="fig-1-1-line-title">A straight line</title>' in html
    assert "It rises from 0 to 1." in html
    assert "<figcaption>" in html


def test_a_figure_is_drawn_anew_when_its_program_changes_and_only_then(drawn) -> None:
    drawn.load()
    first = Drawing.objects.get()
    Drawing.objects.update(svg=first.svg.replace("1.0", "kept"))
    drawn.replace(SECTION, "A line through", "Still a line through")
    drawn.load()
    assert "kept" in Section.objects.get(pk="nw-1.1").html
    drawn.write(FIGURE, PROGRAM.format(top=2))
    drawn.load()
    assert "kept" not in Section.objects.get(pk="nw-1.1").html
    assert Drawing.objects.exclude(pk=first.pk).count() == Drawing.objects.count() == 1


def test_a_program_that_raises_stops_the_load_with_its_line(drawn) -> None:
    drawn.replace(FIGURE, "figure.subplots()", "1 / 0\n    figure.subplots()")
    said = refusal(drawn)
    assert "1.1-line.py:9: ZeroDivisionError: division by zero" in said
    assert said.count("\n") == 0
    assert not Drawing.objects.exists()


def test_a_program_that_ends_its_process_stops_the_load(drawn) -> None:
    drawn.replace(FIGURE, "figure.subplots()", "import os; os._exit(3)\n    figure.subplots()")
    assert "The process that draws it has ended" in refusal(drawn)


def test_a_figure_that_is_missing_unused_undescribed_or_too_heavy_is_refused(drawn) -> None:
    drawn.write(FIGURE.replace("1.1-line", "1.1-other"), PROGRAM.format(top=3))
    assert "1.1-other.py:1: No section of its part shows this figure." in refusal(drawn)
    drawn.write(FIGURE.replace("1.1-line", "1.1-other"), "def draw(figure): pass\n")
    assert "docstring" in refusal(drawn)
    drawn.path(FIGURE.replace("1.1-line", "1.1-other")).unlink()
    drawn.replace(FIGURE, "plot([0, 1])", "plot([(-1) ** k * k**2 % 97 for k in range(9000)])")
    assert "draw less" in refusal(drawn)
    drawn.path(FIGURE).unlink()
    assert "There is no figure '1.1-line'" in refusal(drawn)
