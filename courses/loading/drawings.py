"""The figures of lessons: drawn by their programs, kept until what they are drawn from changes."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path

import msgspec

from courses.loading.tree import Tree
from courses.models import Drawing
from exercises.faults import Fault, path_shown
from frontend.plots.program import Axes, Drawn, Program, ProgramError, program_read
from frontend.plots.sanitising import SvgRefused, svg_clean

FOLDER = "figures"
SVG_LIMIT_BYTES = 60_000
ROOT = Path(__file__).resolve().parents[2]
# What a picture is drawn with, beside its program.
CODE = ("frontend/plots/*.py", "reference/*.py")
LIBRARIES = ("matplotlib", "numpy", "scipy", "torch")


@dataclass(frozen=True)
class Drawings:
    """The pictures by the path of their program, and the keys of what was drawn."""

    html: dict[Path, str]
    drawn: dict[str, Drawn]

    def resolver(self, folder: Path) -> Callable[[str], str | None]:
        """Return what finds the figures of the texts in a folder."""
        return lambda name: self.html.get(folder / FOLDER / f"{name}.py")


def drawings_make(tree: Tree, faults: list[Fault]) -> Drawings:
    """Draw what is not kept from an earlier load; faults tell what cannot be drawn or is unused."""
    programs = _programs_read(tree, faults)
    keys = {path: _key(program) for path, program in programs.items()}
    drawn = {
        row.pk: Drawn(row.svg, tuple(msgspec.convert(row.axes, list[Axes])))
        for row in Drawing.objects.filter(pk__in=keys.values())
    }
    missing = [path for path, key in keys.items() if key not in drawn]
    for path, answer in zip(missing, _draw(missing), strict=True):
        if answer.reason:
            faults.append(Fault(path_shown(path), answer.line, answer.reason))
        else:
            drawn[keys[path]] = answer
    # One that cannot be drawn is told of once, not again where the text shows it.
    html = dict.fromkeys(_paths(tree), "")
    for path, key in keys.items():
        if key in drawn:
            _clean(path, programs[path], drawn[key], html, faults)
    return Drawings(html, drawn)


def drawings_check(tree: Tree, faults: list[Fault]) -> Drawings:
    """Read the programs without drawing them; each figure is then empty."""
    _programs_read(tree, faults)
    return Drawings(dict.fromkeys(_paths(tree), ""), {})


def drawings_store(drawings: Drawings) -> None:
    """Keep the pictures of this load, and no others; call in a transaction."""
    Drawing.objects.exclude(pk__in=drawings.drawn).delete()
    rows = (
        Drawing(pk=key, svg=drawn.svg, axes=msgspec.to_builtins(drawn.axes))
        for key, drawn in drawings.drawn.items()
    )
    Drawing.objects.bulk_create(rows, ignore_conflicts=True)


def unused_check(tree: Tree) -> Iterator[Fault]:
    """Yield a fault for each program whose picture no section shows."""
    for _, part in tree.parts():
        folder = _folder(tree, part.id)
        texts = "\n".join(section.file.text for section in part.sections)
        for path in sorted((folder / FOLDER).glob("*.py")):
            if f"::: figure {path.stem}\n" not in texts:
                yield Fault(path_shown(path), 1, "No section of its part shows this figure.")


def _programs_read(tree: Tree, faults: list[Fault]) -> dict[Path, Program]:
    programs: dict[Path, Program] = {}
    for path in _paths(tree):
        try:
            programs[path] = program_read(path)
        except ProgramError as error:
            faults.append(Fault(path_shown(path), error.line, str(error)))
    return programs


def _folder(tree: Tree, part_id: str) -> Path:
    lesson_id, _, number = part_id.rpartition("-")
    return tree.file.path.parent / lesson_id / f"part-{number}"


def _paths(tree: Tree) -> Iterator[Path]:
    for _, part in tree.parts():
        if part.entry.is_available:
            yield from sorted((_folder(tree, part.id) / FOLDER).glob("*.py"))


def _key(program: Program) -> str:
    digest = hashlib.sha256(_tools_mark())
    digest.update(program.source.encode())
    return digest.hexdigest()


@cache
def _tools_mark() -> bytes:
    digest = hashlib.sha256(" ".join(version(name) for name in LIBRARIES).encode())
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.digest()


def _draw(paths: list[Path]) -> list[Drawn]:
    """Draw programs in processes of their own, as many as there are cores."""
    lanes = min(len(paths), os.cpu_count() or 1)
    with ThreadPoolExecutor(max_workers=max(lanes, 1)) as pool:
        answers = list(pool.map(_lane_draw, [paths[lane::lanes] for lane in range(lanes)]))
    return [answers[at % lanes][at // lanes] for at in range(len(paths))]


def _lane_draw(paths: Iterable[Path]) -> list[Drawn]:
    named = [str(path) for path in paths]
    command = [sys.executable, "-m", "frontend.plots.drawing", *named]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    drawn = [msgspec.json.decode(line, type=Drawn) for line in run.stdout.splitlines()]
    # A program that took its process along answers for itself and for those behind it.
    lost = Drawn(reason=f"The process that draws it has ended: {run.stderr[-500:].strip()}")
    return drawn + [lost] * (len(named) - len(drawn))


def _clean(
    path: Path, program: Program, drawn: Drawn, html: dict[Path, str], faults: list[Fault]
) -> None:
    ident = "fig-" + path.stem.replace(".", "-")
    try:
        clean = svg_clean(
            drawn.svg, ident=ident, title=program.title, description=program.description
        )
    except SvgRefused as error:
        faults.append(Fault(path_shown(path), 1, str(error)))
        return
    if len(clean) > SVG_LIMIT_BYTES:
        reason = f"The picture has {len(clean):,} bytes, more than {SVG_LIMIT_BYTES:,}: draw less."
        faults.append(Fault(path_shown(path), 1, reason))
    alive = ""
    if program.interactive:
        axes = escape(msgspec.json.encode(drawn.axes).decode())
        alive = f' data-interactive="{escape(program.interactive)}" data-axes="{axes}"'
    # What is wider than a phone scrolls in its box, which the keyboard must be able to reach.
    html[path] = (
        f'<div class="drawing-box" tabindex="0" role="group" aria-label="{escape(program.title)}"'
        f"{alive}>{clean}</div>"
    )
