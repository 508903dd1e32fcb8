"""What search finds, in which order, and how it shows it."""

import pytest

from courses.models import SearchEntry
from courses.search import LIMIT, search
from courses.search_words import QUERY_LIMIT_CHARACTERS, flat, joined_words

pytestmark = pytest.mark.django_db


def store(kind: str, title: str, body: str = "", **more: object) -> SearchEntry:
    names = " ".join(joined_words(title))
    return SearchEntry.objects.create(
        id=f"{kind}:{title}",
        kind=kind,
        title=title,
        flat_title=flat(title),
        place="Somewhere",
        url=f"/{flat(title)}/",
        body=body,
        **{"names": names, "symbols": " ".join(joined_words(body)), **more},
    )


@pytest.fixture
def entries(db) -> None:
    store("section", "Variant built around L-BFGS", "Keep the newest pairs of the Hessian.")
    store("concept", "L-BFGS", "Limited memory.")
    store("exercise", "L-BFGS", "Write the two-loop recursion.")
    store("concept", "Hessian matrix", "Second derivatives.")
    store("concept", "K-FAC", "Kronecker factors, as l-bfgs has none.")
    store("concept", "Damped Newton", "Newton's method with a shorter step size.")
    store("concept", "Newton decrement", "The size of a step.")
    store("section", "Failure modes", "A Newton step beyond the region of convergence.")
    store("concept", "Nonconvex stationarity", "Nothing is convex.")


def titles(query: str, kind: str = "") -> list[str]:
    return [hit.url.strip("/") for hit in search(query, kind).hits]


@pytest.mark.parametrize("query", ["l-bfgs", "L-BFGS", "lbfgs", "l bfgs", '"l-bfgs"', "L‑BFGS"])
def test_a_concepts_own_name_comes_first_however_it_is_written(entries, query) -> None:
    page = search(query)
    assert [hit.kind for hit in page.hits] == ["Concept", "Exercise", "Section", "Concept"]
    assert page.hits[-1].url == "/kfac/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("k-fac", "kfac"),
        ("kfac", "kfac"),
        ("newtons method", "dampednewton"),
        ("newton’s method", "dampednewton"),
        ("two loop", "lbfgs"),
        ("two-loop", "lbfgs"),
        ("non-convex", "nonconvexstationarity"),
        ("hess", "hessianmatrix"),
        ("hessians", "hessianmatrix"),
        ("decremen", "newtondecrement"),
        ("convergenc", "failuremodes"),
        ("damped new", "dampednewton"),
    ],
)
def test_words_are_found_as_learners_type_them(entries, query, first) -> None:
    assert titles(query)[0] == first


def test_a_name_comes_before_a_text(entries) -> None:
    assert titles("hessian") == ["hessianmatrix", "variantbuiltaroundlbfgs"]


def test_quoted_words_stand_side_by_side(entries) -> None:
    assert titles('"step size"') == ["dampednewton"]
    assert set(titles("step size")) == {"dampednewton", "newtondecrement"}


@pytest.mark.parametrize("query", ["newton -damped", "-damped newton", 'newton -"step size"'])
def test_a_word_after_a_minus_is_left_out(entries, query) -> None:
    assert set(titles(query)) == {"newtondecrement", "failuremodes"}


def test_one_kind_is_shown_and_all_are_counted(entries) -> None:
    page = search("newton", "section")
    assert [hit.url for hit in page.hits] == ["/failuremodes/"]
    assert {each.kind: each.count for each in page.kinds} == {"concept": 2, "section": 1}
    assert (page.count, page.total) == (1, 3)
    assert search("newton", "nonsense").count == 3


def test_where_nothing_has_all_words_some_are_enough(entries) -> None:
    page = search("kronecker helicopter")
    assert page.has_any_word
    assert [hit.url for hit in page.hits] == ["/kfac/"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("hesian", "hessian"), ("newtn decrment", "newton decrement")]
)
def test_a_slip_of_the_keyboard_brings_a_suggestion(entries, typed, meant) -> None:
    page = search(typed)
    assert page.suggestion == meant
    assert titles(meant)


def test_what_is_like_no_name_brings_none(entries) -> None:
    assert search("helicopter").suggestion == ""


def test_what_matched_is_marked_and_the_text_is_escaped(db) -> None:
    store("concept", "A <b>bold</b> name", "Where <script>alert(1)</script> & bold stand.")
    (hit,) = search("bold").hits
    assert hit.title_html == "A &lt;b&gt;<mark>bold</mark>&lt;/b&gt; name"
    assert "<script>" not in hit.snippet_html
    assert "&amp; <mark>bold</mark> stand." in hit.snippet_html


def test_a_name_is_marked_where_its_joined_form_was_asked_for(entries) -> None:
    assert search("lbfgs").hits[0].title_html == "<mark>L-BFGS</mark>"


def test_a_snippet_from_the_middle_says_so(db) -> None:
    store("section", "Long", f"It begins. {'Filler. ' * 60}The needle is here.")
    assert search("needle").hits[0].snippet_html.startswith("… ")
    store("section", "Short", "The pin is here.")
    assert search("pin").hits[0].snippet_html == "The <mark>pin</mark> is here."


def test_retired_entries_are_not_found(entries) -> None:
    SearchEntry.objects.filter(title="Hessian matrix").update(is_retired=True)
    assert titles("hessian") == ["variantbuiltaroundlbfgs"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\x00",
        "newton\x00step",
        "-",
        "- -",
        '"',
        '"""',
        "-newton",
        "& | ! :* <->",
        "a:*b <-> !",
        "'; DROP TABLE courses_searchentry; --",
        "\\",
        "%s %(q)s",
        "OR",
        "or or or",
        "newton OR",
        "the of and",
        "\ue000\ue001",
        "\u202e\u2028",
        "ẞ ﬁ ª ²",
        "((((",
        "-" * 200,
        "a-" * 100,
        "x" * 200,
        "<b>" * 60,
        "a " * 100,
        '"a -b' * 40,
        "_:_ __",
        "🙂 🙂-🙂",
    ],
)
@pytest.mark.parametrize("address", ["/search/", "/search/results/"])
def test_a_hostile_query_gets_a_page(entries, client, query, address) -> None:
    response = client.get(address, {"q": query})
    assert response.status_code == 200
    assert SearchEntry.objects.count() == 9


def test_bytes_that_are_no_text_get_a_page(entries, client) -> None:
    assert client.get("/search/?q=%ff%fe%00newton&kind=%00").status_code == 200


def test_a_query_that_is_too_long_is_told_so(entries, client) -> None:
    response = client.get("/search/", {"q": "x" * (QUERY_LIMIT_CHARACTERS + 1)})
    assert response.status_code == 200
    assert "longer than 200 characters" in response.text
    assert "Nothing found" not in response.text


def test_more_than_fit_are_announced(db, client) -> None:
    for number in range(LIMIT + 5):
        store("section", f"Valley {number}", "A valley.")
    page = search("valley")
    assert (len(page.hits), page.count) == (LIMIT, LIMIT + 5)
    assert f"The best {LIMIT} of {LIMIT + 5} are shown" in client.get("/search/?q=valley").text


@pytest.mark.parametrize(("query", "queries"), [("newton", 2), ("helicopter", 3), ("", 0)])
def test_queries_do_not_grow_with_what_is_found(
    entries, query, queries, django_assert_num_queries
) -> None:
    with django_assert_num_queries(queries):
        search(query)
    for number in range(10):
        store("section", f"Newton {number}", "Newton.")
    with django_assert_num_queries(queries):
        search(query)


def test_the_page_keeps_what_was_asked_for_as_text(entries, client) -> None:
    text = client.get("/search/", {"q": '"><script>x</script>'}).text
    assert "<script>x" not in text
    assert 'value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"' in text


def test_a_page_without_results_helps(entries, client) -> None:
    text = client.get("/search/", {"q": "hesian"}).text
    assert "Nothing found for “hesian”" in text
    assert 'Did you mean <a href="/search/?q=hessian"' in text
    assert "What can be searched" in text


def test_the_box_shows_few_and_leads_to_all(db, client) -> None:
    for number in range(12):
        store("section", f"Valley {number}", "A valley.")
    text = client.get("/search/results/", {"q": "valley"}).text
    assert 'data-found="12 results"' in text
    assert text.count("data-hit") == 9
    assert "All 12 results" in text


def test_every_page_leads_to_search(loaded, client) -> None:
    for address in ("/", "/lessons/newton/part-1/", "/exercises/", "/accounts/login/"):
        assert 'href="/search/"' in client.get(address).text
