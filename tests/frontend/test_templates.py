"""Rules that hold for every template."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

TEMPLATES = Path(__file__).parents[2] / "frontend" / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_ours_and_compiles(name: str) -> None:
    template = get_template(name)
    assert Path(template.origin.name) == TEMPLATES / name  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_keeps_to_the_content_policy(name: str) -> None:
    source = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle\s*=", source), "an inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "an inline event handler"
    scripts = re.findall(r"<script\b[^>]*>", source)
    assert all('type="application/json"' in script for script in scripts), "an inline script"
    assert "<style" not in source


def test_the_error_page_needs_no_request() -> None:
    html = engines["django"].get_template("500.html").render()
    assert "<h1>Something broke</h1>" in html
    assert 'data-theme="auto"' in html
