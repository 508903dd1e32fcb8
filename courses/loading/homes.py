"""Where each concept is explained: the one section that is its home, or an entry of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from courses.loading.files import SourceFile
from courses.loading.tree import Tree
from exercises.faults import Fault
from exercises.format.concepts import Concept

# The file and the lesson of each place that calls itself a concept's home.
Homes = Mapping[str, Sequence[tuple[SourceFile, str]]]


def concept_sections(tree: Tree) -> dict[str, str]:
    """Return the section that is the home of each concept that has one."""
    return {
        section.front.home: section.front.id
        for _, _, section in tree.sections()
        if section.front.home
    }


def homes_check(tree: Tree, concepts: dict[str, Concept], name: str) -> Iterator[Fault]:
    """Yield a fault for each concept without a summary, without a home, or with several."""
    homes: dict[str, list[tuple[SourceFile, str]]] = defaultdict(list)
    for lesson, _, section in tree.sections():
        if home := section.front.home:
            homes[home].append((section.file, lesson.entry.id))
            if home not in section.front.concepts:
                yield section.file.fault("The home is one of the section's concepts.", "home")
    for lesson, entry in tree.entries():
        homes[entry.concept].append((entry.file, lesson.entry.id))
    yield from _places_check(homes, concepts)
    lessons = {lesson.entry.id: lesson.file for lesson in tree.lessons}
    for slug, concept in concepts.items():
        if concept.lesson in lessons:
            yield from _concept_check(slug, concept, lessons[concept.lesson], name, homes)


def _places_check(homes: Homes, concepts: dict[str, Concept]) -> Iterator[Fault]:
    for slug, places in homes.items():
        for file, lesson_id in places:
            if slug not in concepts or concepts[slug].lesson != lesson_id:
                yield file.fault(f"This lesson has no concept {slug!r}.", "home")
        for file, _ in places[1:]:
            yield file.fault(f"{places[0][0].name} is the home of {slug!r} already.", "home")


def _concept_check(
    slug: str, concept: Concept, lesson: SourceFile, name: str, homes: Homes
) -> Iterator[Fault]:
    if not concept.summary.strip():
        yield Fault(name, 1, f"The concept {slug!r} has no summary.")
    if slug not in homes:
        yield lesson.fault(
            f"The concept {slug!r} has no home: say `home: {slug}` in the section that treats it, "
            f"or write concepts/{slug}.md."
        )
