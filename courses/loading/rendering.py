"""Turns the tree's texts into HTML, all in one go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courses.loading.drawings import Drawings
from courses.loading.files import SourceFile
from courses.loading.tree import LessonSource, QuestionSource, Tree
from exercises.faults import Fault, documents_render
from exercises.format.concepts import Concept
from frontend.dialect.page import ResolveLink
from frontend.markdown import Document, Rendered

TextKey = tuple[str, ...]

# h1 is the page's title, h2 a group of sections, h3 a section.
SECTION_HEADING_LEVEL = 4
# h2 is the concept.
ENTRY_HEADING_LEVEL = 3


@dataclass(frozen=True)
class Texts:
    """Rendered texts by key: ("section", id), ("question", id, "prompt"), …"""

    rendered: dict[TextKey, Rendered]

    def html(self, *key: str) -> str:
        """Return a text's HTML, or nothing where the source has no such text."""
        return self.rendered[key].html if key in self.rendered else ""


def tree_documents(
    tree: Tree,
    concepts: dict[str, Concept],
    concepts_file: str,
    resolve_link: ResolveLink,
    drawings: Drawings,
) -> dict[TextKey, Document]:
    """Return every text of the tree that is Markdown."""
    documents: dict[TextKey, Document] = {}
    for lesson in tree.lessons:
        documents |= _formula_documents(lesson, resolve_link)
    for _, _, section in tree.sections():
        documents["section", section.front.id] = Document(
            section.file.text,
            section.file.name,
            resolve_link,
            first_line=section.file.text_line,
            heading_level=SECTION_HEADING_LEVEL,
            id_prefix=f"{section.front.id}-",
            resolve_figure=drawings.resolver(section.file.path.parent),
        )
    for _, entry in tree.entries():
        documents["entry", entry.concept] = Document(
            entry.file.text,
            entry.file.name,
            resolve_link,
            first_line=entry.file.text_line,
            heading_level=ENTRY_HEADING_LEVEL,
            id_prefix=f"{entry.concept}-",
        )
    for slug, concept in concepts.items():
        documents["concept", slug] = Document(
            concept.summary, concepts_file, resolve_link, is_inline=True
        )
    for _, _, question in tree.questions():
        documents |= _question_documents(question, resolve_link)
    return documents


def texts_render(
    documents: dict[TextKey, Document], statements: Sequence[Document]
) -> tuple[Texts, list[Rendered], list[Fault]]:
    """Render lessons and statements with one Node process; nothing is rendered if one is bad."""
    rendered, faults = documents_render([*documents.values(), *statements])
    if faults:
        return Texts({}), [], faults
    texts = Texts(dict(zip(documents, rendered[: len(documents)], strict=True)))
    return texts, rendered[len(documents) :], []


def ids_check(tree: Tree, texts: Texts) -> list[Fault]:
    """Return a fault for each anchor that two sections of one page share."""
    faults = []
    for _, part in tree.parts():
        taken: dict[str, str] = {}
        for section in part.sections:
            for anchor in re.findall(r'\bid="([^"]+)"', texts.html("section", section.front.id)):
                other = taken.setdefault(anchor, section.file.name)
                if other != section.file.name:
                    reason = f"{anchor!r} is on this page already, in {other}: number it anew."
                    line = _anchor_line(section.file, anchor)
                    faults.append(Fault(section.file.name, line, reason))
    return faults


def _anchor_line(file: SourceFile, anchor: str) -> int:
    before, found, _ = file.text.partition(f"({anchor.removeprefix('eq-')})")
    return file.text_line + before.count("\n") if found else file.text_line


def _formula_documents(lesson: LessonSource, resolve_link: ResolveLink) -> dict[TextKey, Document]:
    return {
        ("lesson", lesson.entry.id, name): Document(
            f"$${getattr(lesson.entry, name).strip()}$$",
            lesson.file.name,
            resolve_link,
            first_line=lesson.file.value_line(name),
            is_inline=True,
        )
        for name in ("useful_formula", "implementation_formula")
        if getattr(lesson.entry, name)
    }


def _question_documents(
    question: QuestionSource, resolve_link: ResolveLink
) -> dict[TextKey, Document]:
    entry, file, key = question.entry, question.file, ("questions", question.index)

    def document(text: str, *name: str | int, inline: bool = False) -> Document:
        return Document(
            text.strip() if inline else text,
            file.name,
            resolve_link,
            first_line=file.value_line(*key, *name),
            heading_level=SECTION_HEADING_LEVEL,
            id_prefix=f"{entry.id}-",
            is_inline=inline,
        )

    documents: dict[TextKey, Document] = {
        ("question", entry.id, name): document(getattr(entry, name), name)
        for name in ("prompt", "explanation")
    }
    for index, option in enumerate(entry.options):
        at = ("options", index)
        documents["option", entry.id, option.id] = document(option.text, *at, "text", inline=True)
        if option.explanation:
            documents["option", entry.id, option.id, "explanation"] = document(
                option.explanation, *at, "explanation", inline=True
            )
    return documents
