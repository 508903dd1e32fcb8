"""All content as it is read from the repository: what a load stores, and what a check looks at."""

from dataclasses import dataclass
from pathlib import Path

from courses.loading.checks import Known, tree_check
from courses.loading.drawings import Drawings, drawings_check, unused_check
from courses.loading.files import toml_read
from courses.loading.homes import homes_check
from courses.loading.linking import LinkMap
from courses.loading.rendering import TextKey, Texts, ids_check, texts_render, tree_documents
from courses.loading.theory import Notebooks, notebook_documents, notebooks_read
from courses.loading.tree import Tree, tree_read
from exercises.faults import Fault, path_shown
from exercises.format.concepts import CONCEPTS, Concept, concepts_load
from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise as Folder
from exercises.format.loading import LIBRARY
from exercises.loading import library_read, statements
from frontend.dialect.page import ResolveLink
from frontend.markdown import Document, Rendered

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True)
class Sources:
    """What was read; `tree` is None where the course itself cannot be read."""

    tree: Tree | None
    concepts: dict[str, Concept]
    folders: list[Folder]
    notebooks: Notebooks
    resolve_link: ResolveLink
    concepts_file: str

    def texts(self, drawings: Drawings, faults: list[Fault]) -> tuple[Texts, list[Rendered]]:
        """Render all texts; what is wrong with one, or between them, is added to the faults."""
        documents: dict[TextKey, Document] = notebook_documents(self.notebooks, self.resolve_link)
        if self.tree:
            documents |= tree_documents(
                self.tree, self.concepts, self.concepts_file, self.resolve_link, drawings
            )
        of_exercises = statements(self.folders, self.resolve_link)
        texts, rendered, text_faults = texts_render(documents, of_exercises)
        faults += text_faults
        if self.tree and not faults:
            faults += [*ids_check(self.tree, texts), *unused_check(self.tree)]
        return texts, rendered


def sources_read(content: Path, library: Path, concepts_path: Path, faults: list[Fault]) -> Sources:
    """Read all sources; everything that is wrong with them is added to the faults."""
    concepts = _concepts_read(concepts_path, faults)
    folders, library_faults = library_read(library)
    slugs = frozenset(path.parent.name for path in library.glob("*/*/exercise.toml"))
    faults += library_faults
    name = path_shown(concepts_path)
    tree = tree_read(content, faults)
    resolve_link = LinkMap(tree, concepts, slugs, is_whole=not faults).resolve
    if concepts:
        faults += _exercises_check(folders, concepts)
    if tree and concepts:
        faults += tree_check(tree, Known(frozenset(concepts), slugs))
        if not faults:
            # A section that cannot be read may be the home that a concept seems to lack.
            faults += homes_check(tree, concepts, name)
    notebooks = notebooks_read(tree, faults) if tree else {}
    return Sources(tree, concepts, folders, notebooks, resolve_link, name)


def content_check(
    content: Path = CONTENT, library: Path = LIBRARY, concepts_path: Path = CONCEPTS
) -> list[Fault]:
    """Return what a load would find wrong before it draws a figure or runs a demo.

    That is the shape of every file, links, formulas, headings, anchors, questions and homes.
    """
    faults: list[Fault] = []
    sources = sources_read(content, library, concepts_path, faults)
    drawings = drawings_check(sources.tree, faults) if sources.tree else Drawings({}, {})
    sources.texts(drawings, faults)
    return faults


def _concepts_read(path: Path, faults: list[Fault]) -> dict[str, Concept]:
    try:
        return concepts_load(path)
    except ExerciseError as error:
        faults.append(Fault(path_shown(error.path), 1, error.reason))
        return {}


def _exercises_check(folders: list[Folder], concepts: dict[str, Concept]) -> list[Fault]:
    """Exercises may name only concepts that exist."""
    faults = []
    for folder in folders:
        named = [("concepts", each) for each in folder.concepts]
        named += [("prerequisites", each) for each in folder.prerequisites]
        named += [("checks", each) for check in folder.checks for each in check.concepts]
        unknown = {(key, each) for key, each in named if each not in concepts}
        file = toml_read(folder.folder / "exercise.toml")
        for key, each in sorted(unknown):
            reason = f"There is no concept {each!r}."
            faults.append(file if isinstance(file, Fault) else file.fault(reason, key, 0))
    return faults
