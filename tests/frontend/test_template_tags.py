"""Tags and filters of the pages."""

import re
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from frontend.assets import MANIFEST
from frontend.templatetags.descent import bytes_words, percent, points, seconds


@pytest.fixture
def page(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]
    return request


def drawn(source: str, **context: object) -> str:
    return Template("{% load descent %}" + source).render(Context(context))


def test_scripts_and_styles_carry_the_nonce(page: HttpRequest) -> None:
    html = drawn('{% asset "lesson.js" %}{% stylesheet "site.css" %}', request=page)
    tags = [
        tag
        for tag in html.replace(">", ">\n").split("\n")
        if tag.startswith(("<script", "<link")) and 'as="font"' not in tag
    ]
    assert len(tags) >= 2
    assert all('nonce="n0nce"' in tag for tag in tags)
    assert '<script type="module" src="/static/lesson-' in html


def test_the_fonts_of_the_first_lines_are_asked_for_before_the_styles(page: HttpRequest) -> None:
    html = drawn('{% stylesheet "site.css" %}', request=page)
    fonts, sheet = html.split('<link rel="stylesheet"')
    asked = re.findall(r'as="font" type="font/woff2" href="/static/([^"]+)" crossorigin>', fonts)
    assert [name.split("-latin")[0] for name in asked] == ["fonts/source-serif-4", "fonts/inter"]
    style = (MANIFEST.parent / re.findall(r"/static/([^\"]+)", sheet)[0]).read_text()
    assert all(f"./{name}" in style for name in asked)


@pytest.mark.parametrize(
    ("cookie", "shown"),
    [("dark", "dark"), ("light", "light"), ('"><script>', "auto"), (None, "auto")],
)
def test_the_theme_is_one_of_three(page: HttpRequest, cookie: str | None, shown: str) -> None:
    if cookie is not None:
        page.COOKIES["theme"] = cookie
    assert drawn("{% theme %}", request=page) == shown


def test_a_page_without_a_request_still_has_a_theme() -> None:
    assert drawn("{% theme %}") == "auto"


def test_each_account_has_a_namespace_of_its_own() -> None:
    user = SimpleNamespace(pk=7, is_authenticated=True)
    assert drawn("{% learner_namespace %}", user=user) == "user-7"
    assert drawn("{% learner_namespace %}") == "guest"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0342, "34 ms"),
        (1.23, "1.2 s"),
        (125.4, "2 min 5 s"),
        (119.7, "2 min 0 s"),
        (0.0002, "under 1 ms"),
        (None, ""),
    ],
)
def test_durations_are_words(value: float | None, words: str) -> None:
    assert seconds(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(655_360, "640 KiB"), (137_363_456, "131 MiB"), (1_610_612_736, "1.5 GiB"), (None, "")],
)
def test_sizes_are_words(value: int | None, words: str) -> None:
    assert bytes_words(value) == words


def test_points_and_shares_are_short() -> None:
    assert (points(3.0), points(2.5), points(None)) == ("3", "2.5", "–")
    assert (percent(0.934), percent(None)) == ("93%", "")
