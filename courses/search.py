"""Search across concepts, sections, exercises, demos and lessons: full text, ranked, marked."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import (
    CombinedSearchQuery,
    SearchHeadline,
    SearchQuery,
    SearchRank,
)
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Left
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from courses.models import SearchEntry
from courses.search_words import (
    HYPHENATED,
    QUERY_LIMIT_CHARACTERS,
    flat,
    phrases_quoted,
    plain_words,
    query_clean,
    unfinished_word,
    words_joined,
)

LIMIT = 30
SNIPPET_WORDS = 32
OPENING_CHARACTERS = 12
# Private characters, which no source has: they stand for <mark> until the text is escaped.
MARK_FROM, MARK_TO = "\ue000", "\ue001"
CLOSE_ENOUGH = 0.72
SHORTEST_GUESSED_CHARACTERS = 4

Query = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True)
class Hit:
    """A thing that was found; what matched is marked in its title and snippet."""

    kind: str
    title_html: SafeString
    snippet_html: SafeString
    place: str
    url: str


@dataclass(frozen=True)
class KindCount:
    """How many of a kind were found."""

    kind: str
    title: str
    count: int


@dataclass(frozen=True)
class SearchPage:
    """What was found; `has_any_word` where nothing has all the words."""

    query: str
    kind: str = ""
    is_too_long: bool = False
    hits: list[Hit] = field(default_factory=list)
    kinds: list[KindCount] = field(default_factory=list)
    total: int = 0
    count: int = 0
    has_any_word: bool = False
    suggestion: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was asked for."""
        return not (self.query or self.is_too_long)

    @property
    def limit(self) -> int:
        """Return how many are shown at most."""
        return LIMIT

    @property
    def words(self) -> str:
        """Say how many were found."""
        if self.is_too_long:
            return "That is too long"
        return {0: "Nothing found", 1: "1 result"}.get(self.count, f"{self.count} results")


def search(text: str, kind: str = "", limit: int = LIMIT) -> SearchPage:
    """Return the best of what a learner asks for, of one kind or of all."""
    kind = kind if kind in SearchEntry.Kind else ""
    if len(text) > QUERY_LIMIT_CHARACTERS:
        return SearchPage("", kind, is_too_long=True)
    asked = query_clean(text)
    if not plain_words(asked):
        return SearchPage(asked, kind)
    query = _query(asked)
    counts = _counts(query)
    any_word, suggestion = False, ""
    if not counts:
        suggestion = _suggestion(asked)
        query = reduce(or_, (_query(word) for word in plain_words(asked)))
        counts = _counts(query)
        any_word = bool(counts)
    rows = _ranked(query, asked).filter(kind=kind) if kind else _ranked(query, asked)
    return SearchPage(
        query=asked,
        kind=kind,
        hits=[_hit(row, plain_words(asked)) for row in rows[:limit]] if counts else [],
        kinds=[
            KindCount(each.value, _plural(each), counts.get(each.value, 0))
            for each in SearchEntry.Kind
            if each.value in counts or each.value == kind
        ],
        total=sum(counts.values()),
        count=counts.get(kind, 0) if kind else sum(counts.values()),
        has_any_word=any_word,
        suggestion=suggestion,
    )


def _query(asked: str) -> Query:
    """Return what is asked for, in every way in which it may be written."""
    ways = {phrases_quoted(asked), phrases_quoted(words_joined(asked))}
    query: Query = reduce(or_, [_websearch(way) for way in sorted(ways)])
    if unfinished := unfinished_word(asked):
        rest, parts = unfinished
        start = " <-> ".join(parts) + ":*"
        started: Query = SearchQuery(start, config="simple", search_type="raw")
        query |= _websearch(phrases_quoted(rest)) & started if rest else started
    return query


def _websearch(text: str) -> SearchQuery:
    return SearchQuery(text, config="english", search_type="websearch")


def _found(query: Query) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(vector=query, is_retired=False)


def _counts(query: Query) -> dict[str, int]:
    return dict(_found(query).order_by().values_list("kind").annotate(Count("pk")))


def _ranked(query: Query, asked: str) -> QuerySet[SearchEntry]:
    """Return what is found: a name before a text, a concept before what uses it."""
    is_concept = Q(kind=SearchEntry.Kind.CONCEPT)
    named, in_name = Q(flat_title=flat(asked)), Q(names_vector=query)
    tiers = [named & is_concept, named, in_name & is_concept, in_name]
    text = Concat("summary", Value(" "), "body", output_field=TextField())
    return (
        _found(query)
        .annotate(
            tier=Case(
                *(When(tier, then=Value(place)) for place, tier in enumerate(tiers)),
                default=Value(len(tiers)),
                output_field=IntegerField(),
            ),
            rank=SearchRank(F("vector"), query, normalization=Value(1)),
            title_marked=_headline("title", query, highlight_all=True),
            opening=Left(text, OPENING_CHARACTERS),
            snippet=_headline(text, query, max_words=SNIPPET_WORDS, min_words=SNIPPET_WORDS // 2),
        )
        .defer("body", "symbols", "names", "vector", "names_vector")
        .order_by("tier", "-rank", "title", "id")
    )


def _headline(text: str | Concat, query: Query, **options: Any) -> SearchHeadline:
    return SearchHeadline(
        text, query, config="english", start_sel=MARK_FROM, stop_sel=MARK_TO, **options
    )


def _hit(row: SearchEntry, asked: list[str]) -> Hit:
    found: dict[str, str] = vars(row)
    snippet = found["snippet"].strip()
    plain = re.sub(f"[{MARK_FROM}{MARK_TO}]", "", snippet)
    before = "" if plain.startswith(found["opening"].strip()) else "… "
    after = "" if not plain or plain.endswith((".", "…")) else " …"
    return Hit(
        kind=row.get_kind_display(),
        title_html=_marked(_joined_marked(found["title_marked"], asked)),
        snippet_html=_marked(f"{before}{snippet}{after}"),
        place=row.place,
        url=row.url,
    )


def _joined_marked(title: str, asked: list[str]) -> str:
    """Mark "L-BFGS" where "lbfgs" was asked for, in which PostgreSQL sees another word."""

    def mark(match: re.Match[str]) -> str:
        return f"{MARK_FROM}{match[0]}{MARK_TO}" if flat(match[0]) in asked else match[0]

    return HYPHENATED.sub(mark, title)


def _marked(text: str) -> SafeString:
    """Return a text as HTML with what matched in <mark>; only these marks are ours."""
    html = escape(text).replace(MARK_FROM, "<mark>").replace(MARK_TO, "</mark>")
    return mark_safe(html)  # noqa: S308


def _plural(kind: SearchEntry.Kind) -> str:
    return f"{kind.label}s"


def _suggestion(asked: str) -> str:
    """Return what may have been meant: names are at hand where a word is like one of theirs."""
    titles = SearchEntry.objects.filter(is_retired=False).values_list("title", "names")
    known = {word for row in titles for text in row for word in plain_words(text)}
    known |= {part for word in known for part in word.split("-")}
    meant = [_meant(word, known) for word in plain_words(asked)]
    guess = " ".join(meant)
    return guess if meant != plain_words(asked) and _found(_query(guess)).exists() else ""


def _meant(word: str, known: set[str]) -> str:
    if word in known or len(word) < SHORTEST_GUESSED_CHARACTERS:
        return word
    close = get_close_matches(word, sorted(known), n=1, cutoff=CLOSE_ENOUGH)
    return close[0] if close else word
