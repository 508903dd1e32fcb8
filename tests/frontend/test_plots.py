"""Pictures: drawn in the house style, rebuilt from what is harmless, coloured by the theme."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from frontend.plots.palette import COLOURS, CYCLE, SCALE, THEMED
from frontend.plots.program import ProgramError, program_read
from frontend.plots.sanitising import SvgRefused, svg_clean
from frontend.plots.style import DASHES, figure_svg, style_use

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
PIXEL = "data:image/png;base64,iVBORw0KGgo="
PROGRAM = '"""A line\n\nIt rises from 0 to 1.\n"""\n\n\ndef draw(figure):\n    {}\n'


def cleaned(inside: str, box: str = "0 0 100 50") -> str:
    text = f'{HEAD}viewBox="{box}">{inside}</svg>'
    return svg_clean(text, ident="fig", title="A title", description="A description")


def body(inside: str) -> str:
    """Return what became of some elements."""
    return cleaned(inside).partition("</desc>")[2].removesuffix("</svg>")


def drawn() -> str:
    style_use()
    figure = Figure()
    ax = figure.subplots()
    ax.plot([0, 1, 2], [0, 1, 4], "o-", label="$x^2$")
    ax.imshow([[0, 1], [1, 0]], extent=(0, 1, 0, 1))
    ax.legend()
    return figure_svg(figure)


def test_a_picture_of_matplotlib_keeps_its_lines_words_marks_and_image() -> None:
    html = svg_clean(drawn(), ident="fig-1", title="A title", description="What it shows")
    svg = ElementTree.fromstring(html)
    tags = {each.tag for each in svg.iter()}
    assert {"path", "text", "tspan", "use", "image", "clipPath", "title", "desc"} <= tags
    assert svg.get("aria-labelledby") == "fig-1-title fig-1-desc"
    assert svg.findtext("title") == "A title"
    assert svg.findtext("desc") == "What it shows"
    ids = {each.get("id") for each in svg.iter() if each.get("id")}
    for reference in re.findall(r'(?:href="#|url\(#)([^")]+)', html):
        assert reference in ids


def test_the_same_figure_is_the_same_text() -> None:
    assert drawn() == drawn()


def test_the_colours_of_the_light_theme_become_the_page_s_variables() -> None:
    html = svg_clean(drawn(), ident="f", title="t", description="d")
    assert 'stroke="var(--iterate)"' in html
    assert 'fill="var(--muted)"' in html
    shown = set(re.findall(r'(?:fill|stroke)="([^"]+)"', html)) - {"none"}
    assert all(each.startswith(("var(--", "color-mix(")) for each in shown)


def test_no_two_colours_are_alike_and_each_of_the_cycle_has_its_dash() -> None:
    light = [each.light for each in (*COLOURS.values(), *SCALE)]
    assert len(set(light)) == len(light)
    assert len(THEMED) == len(light) + 2
    assert len(DASHES) == len(CYCLE)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org"><path d="M0 0"/></a>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        "<style>*{fill:url(https://example.org)}</style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        f'<image xlink:href="{PIXEL}&quot;"/>',
        '<use href="https://example.org/a.svg#x"/>',
        '<use href="#unknown"/>',
        '<path xmlns="http://www.w3.org/1999/xhtml" d="M0 0"/>',
        "<title>other</title>",
    ],
)
def test_what_could_act_or_fetch_is_left_out(inside: str) -> None:
    assert body(inside) == ""


@pytest.mark.parametrize(
    "attributes",
    [
        'onclick="alert(1)"',
        'onload="alert(1)"',
        'href="javascript:alert(1)"',
        'class="site-header"',
        'fill="url(#p)"',
        'fill="url(https://example.org)"',
        'style="fill: url(https://example.org); position: fixed"',
        'style="background: #123456"',
        'clip-path="url(https://example.org#x)"',
        'transform="translate(1) scale(expression(1))"',
        'd="M0 0&quot; onload=&quot;alert(1)"',
        'filter="url(#f)"',
        'id="main"',
    ],
)
def test_an_attribute_that_is_not_known_or_not_in_form_is_left_out(attributes: str) -> None:
    assert body(f"<path {attributes}/>") == "<path />"


def test_text_stays_text() -> None:
    assert body("<text>&lt;script&gt;</text>") == "<text>&lt;script&gt;</text>"


def test_an_id_is_kept_where_something_refers_to_it_and_cannot_meet_the_page_s() -> None:
    inside = '<defs><path id="main" d="M0 0"/></defs><use xlink:href="#main" x="1"/>'
    assert body(inside) == (
        '<defs><path id="fig-main" d="M0 0" /></defs><use href="#fig-main" x="1" />'
    )


def test_places_are_given_in_tenths_and_fonts_in_their_parts() -> None:
    inside = '<text x="1.2345" style="font: italic 12px \'X\'; fill: #1b2027">a</text>'
    assert body(inside) == (
        '<text x="1.2" font-style="italic" font-size="12" fill="var(--ink)">a</text>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no markup",
        "<svg>",
        "<html/>",
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}viewBox="0 0 1 1">&a;</svg>',
        f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{HEAD}viewBox="0 0 1 1"/>',
        f'{HEAD}viewBox="0 0 0 0"/>',
        f'{HEAD}viewBox="0 0 1e9 1"/>',
        f"{HEAD}/>",
        f'{HEAD}viewBox="0 0 1 1">' + "<g/>" * 20_001 + "</svg>",
        f'{HEAD}viewBox="0 0 1 1">' + "<!-- -->" * 130_000 + "</svg>",
        f'{HEAD}viewBox="0 0 1 1">\ud800</svg>',
    ],
)
def test_what_is_no_picture_or_too_large_is_refused(text: str) -> None:
    with pytest.raises(SvgRefused):
        svg_clean(text, ident="f", title="t", description="d")


def test_elements_nested_without_end_are_cut() -> None:
    depth = 5000
    html = cleaned('<g opacity="1">' * depth + "</g>" * depth)
    assert html.count("<g ") == 40


def test_a_program_says_what_its_picture_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(PROGRAM.format("figure.subplots().plot([0, 1])"))
    program = program_read(path)
    assert (program.title, program.description) == ("A line", "It rises from 0 to 1.")


@pytest.mark.parametrize(
    "source",
    [
        "def draw(figure): pass",
        '"""Only a title"""\ndef draw(figure): pass',
        f'"""{"long" * 30}\n\nIt is.\n"""\ndef draw(figure): pass',
        '"""A line\n\nIt is.\n"""',
        "def draw(",
    ],
)
def test_a_program_without_title_description_or_draw_is_refused(
    tmp_path: Path, source: str
) -> None:
    path = tmp_path / "a.py"
    path.write_text(source)
    with pytest.raises(ProgramError):
        program_read(path)


def test_an_author_looks_at_a_picture_by_a_command(tmp_path: Path) -> None:
    path, target = tmp_path / "a.py", tmp_path / "a.png"
    path.write_text(PROGRAM.format("figure.subplots().plot([0, 1])"))
    command = [sys.executable, "-m", "frontend.plots", str(path), str(target), "--theme", "dark"]
    subprocess.run(command, check=True)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_few_lines_cannot_show_a_shape_a_billion_times() -> None:
    inside = '<path id="l0" d="M0 0"/>' + "".join(
        f'<g id="l{level}">{f"""<use href="#l{level - 1}"/>""" * 10}</g>' for level in range(1, 10)
    )
    assert body(inside).count("<use") == 10
