"""Where links inside lessons and statements lead."""

from courses.links import concept_url, lesson_url, part_url, section_url
from courses.loading.homes import concept_sections
from courses.loading.tree import Tree
from exercises.format.concepts import Concept
from exercises.links import exercise_url


class LinkMap:
    """Resolves `section:`, `exercise:`, `concept:`, `part:` and `lesson:` links to addresses.

    Where some sources could not be read (`is_whole` is false), a link may well lead to them, so
    none is called dead.
    """

    def __init__(
        self,
        tree: Tree | None,
        concepts: dict[str, Concept],
        exercises: frozenset[str],
        *,
        is_whole: bool,
    ) -> None:
        self._is_whole = is_whole
        self._addresses = {f"exercise:{slug}": exercise_url(slug) for slug in exercises}
        if tree:
            self._lessons_add(tree)
            self._concepts_add(tree, concepts)

    def resolve(self, target: str) -> str | None:
        """Return the address of a link's target, or None where there is nothing."""
        return self._addresses.get(target, None if self._is_whole else "#")

    def _lessons_add(self, tree: Tree) -> None:
        for lesson in tree.lessons:
            self._addresses[f"lesson:{lesson.entry.id}"] = lesson_url(lesson.entry.id)
        for lesson, part in tree.parts():
            # A part that is still to come is announced in the overview.
            self._addresses[f"part:{part.id}"] = (
                part_url(lesson.entry.id, part.entry.number)
                if part.entry.is_available
                else lesson_url(lesson.entry.id)
            )
        for lesson, part, section in tree.sections():
            self._addresses[f"section:{section.front.id}"] = section_url(
                lesson.entry.id, part.entry.number, section.front.id
            )

    def _concepts_add(self, tree: Tree, concepts: dict[str, Concept]) -> None:
        homes = concept_sections(tree)
        lessons = {lesson.entry.id for lesson in tree.lessons}
        for slug, concept in concepts.items():
            if slug in homes:
                self._addresses[f"concept:{slug}"] = self._addresses[f"section:{homes[slug]}"]
            elif concept.lesson in lessons:
                self._addresses[f"concept:{slug}"] = concept_url(concept.lesson, slug)
