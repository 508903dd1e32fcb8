"""What a load lets search find of the content."""

import pytest

from courses.loading.plain_text import plain_text
from courses.models import Concept, SearchEntry
from courses.search import search
from frontend.markdown import render

pytestmark = pytest.mark.django_db


def test_a_load_fills_in_what_readers_can_open(loaded) -> None:
    found = set(SearchEntry.objects.values_list("pk", flat=True))
    assert found == {
        "lesson:descent",
        "lesson:newton",
        "section:nw-1.1",
        "section:nw-1.2",
        "section:nw-2.1",
        "section:nw-3.1",
        "concept:newton-step",
        "concept:newton-decrement",
        "concept:line-search",
        "exercise:newton-step",
    }
    urls = dict(SearchEntry.objects.values_list("pk", "url"))
    assert urls["section:nw-1.1"] == urls["concept:newton-step"] == "/lessons/newton/part-1/#nw-1.1"
    assert urls["concept:line-search"] == "/lessons/descent/concepts/#concept-line-search"
    assert urls["exercise:newton-step"] == "/exercises/newton-step/"


def test_every_result_leads_to_a_page(loaded, client) -> None:
    for url in SearchEntry.objects.values_list("url", flat=True):
        assert client.get(url.partition("#")[0]).status_code == 200


def test_a_part_that_is_not_available_is_not_found(loaded, sources) -> None:
    assert "/lessons/newton/part-2/#nw-3.1" in {hit.url for hit in search("decrement").hits}
    sources.replace(
        "content/newton/lesson.toml",
        'title = "The decrement"\nis_available = true',
        'title = "The decrement"\nis_available = false',
    )
    for name in ("3.1-decrement.md", "skill-check.toml"):
        sources.path(f"content/newton/part-2/{name}").unlink()
    sources.load()
    assert "/lessons/newton/part-2/#nw-3.1" not in {hit.url for hit in search("decrement").hits}


def test_the_next_load_replaces_what_changed(loaded, sources) -> None:
    assert not search("zeppelin").hits
    section = "content/newton/part-1/1.1-step.md"
    sources.replace(section, "The step $p$ solves", "A zeppelin: the step $p$ solves")
    counts = sources.load()["search entries"]
    assert (counts.updated, counts.unchanged, counts.created, counts.retired) == (1, 9, 0, 0)
    assert [hit.url for hit in search("zeppelin").hits] == ["/lessons/newton/part-1/#nw-1.1"]
    sources.replace(section, "A zeppelin: the step", "The step")
    sources.load()
    assert not search("zeppelin").hits


def test_concepts_of_other_lessons_are_found_too(loaded) -> None:
    assert Concept.objects.get(pk="line-search").title == "Line search"
    assert search("line search").hits[0].place == "Descent"


def test_formulas_are_found_by_their_words_and_not_shown(db) -> None:
    text = (
        "Let $\\lambda_k$ be for $H$ so:\n\n$$\n\\nabla f(x_k) \\le \\frac{1}{2}\n$$ (1.1)\n\nDone."
    )
    html = render(text, source="a.md", resolve_link=lambda _: "#").html
    found = plain_text(html)
    assert found.body == "Let … be for H so: … Done."
    assert found.symbols.split() == ["lambda", "le", "nabla"]


def test_code_is_found_and_not_shown_and_a_head_is_not_said_twice(db) -> None:
    text = "Run:\n\n```python\nstep = solve(H, g)\n```\n\n| $x_t$ | b |\n|---|---|\n| 1 | 2 |\n"
    found = plain_text(render(text, source="a.md", resolve_link=lambda _: "#").html)
    assert found.body == "Run: … b 1 2"
    assert {"step", "solve"} <= set(found.symbols.split())


def test_a_drawing_is_found_by_its_title_and_description(db) -> None:
    drawn = '<g><path d="M0"></path><text>tick</text></g>'
    svg = f"<svg><title>A bowl</title><desc>Round.</desc>{drawn}</svg>"
    assert plain_text(f"<p>See</p>{svg}<p>above.</p>").body == "See A bowl Round. above."
