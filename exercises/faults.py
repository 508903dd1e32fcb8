"""What is wrong with a source file, said so that its author finds the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frontend.markdown import Document, MarkdownError, Rendered, Renderer


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake in one file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class LoadRefused(Exception):
    """Sources with mistakes: nothing was stored. `faults` lists every one that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def path_shown(path: Path) -> str:
    """Return a path as faults name it: from the working directory where that is shorter."""
    path = path.resolve()
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def documents_render(documents: Sequence[Document]) -> tuple[list[Rendered], list[Fault]]:
    """Render texts with one Node process; returns an empty list and the faults where any is bad."""
    renderer = Renderer()
    faults: list[Fault] = []
    sound: list[Document] = []
    for document in documents:
        try:
            renderer.add(document)
            sound.append(document)
        except MarkdownError as error:
            faults.append(_fault(error))
    try:
        rendered = renderer.finish()
    except MarkdownError as error:
        faults.append(_fault(error))
        # The renderer stops at the first bad formula: look for more in the other texts.
        bad = next(each for each in sound if _holds(each, error))
        faults += documents_render([each for each in sound if each is not bad])[1]
    return ([], faults) if faults else (rendered, [])


def _holds(document: Document, error: MarkdownError) -> bool:
    last_line = document.first_line + document.text.count("\n")
    return document.source == error.source and document.first_line <= error.line <= last_line


def _fault(error: MarkdownError) -> Fault:
    return Fault(error.source, error.line, error.reason)
