"""How names are compared and what learners type is read: "L-BFGS", "l bfgs" and "lbfgs" are one.

PostgreSQL splits a hyphenated word into its parts. Its joined form is indexed beside it, and a
hyphenated word is asked for as a phrase.
"""

import re
import unicodedata

QUERY_LIMIT_CHARACTERS = 200

HYPHENATED = re.compile(r"(?<!\w)\w+(?:-\w+)+")
QUOTED_OR_HYPHENATED = re.compile(r'"[^"]*"?|(?<!\w)\w+(?:-\w+)+')
LAST_WORD = re.compile(r'^(?P<rest>(?:[^"]|"[^"]*")*?)(?<![\w"-])(?P<last>\w+(?:-\w+)*)$')


def flat(text: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    return "".join(re.findall(r"[^\W_]+", text.lower()))


def joined_words(text: str) -> list[str]:
    """Return each hyphenated word of a text once, without its hyphens."""
    found = {match[0].replace("-", "").lower() for match in HYPHENATED.finditer(text)}
    return sorted(found)


def query_clean(text: str) -> str:
    """Return what was typed, on one line, with plain hyphens and quotes; NUL cannot be stored."""
    for typed, plain in (("‐‑–", "-"), ("’", "'"), ("“”„«»", '"')):
        text = re.sub(f"[{typed}]", plain, text)
    kept = (" " if unicodedata.category(each).startswith("C") else each for each in text)
    return " ".join("".join(kept).split())


def phrases_quoted(query: str) -> str:
    """Return a query that asks for a hyphenated word's parts, side by side."""

    def quote(match: re.Match[str]) -> str:
        found = match[0]
        return found if found.startswith('"') else f'"{found.replace("-", " ")}"'

    return QUOTED_OR_HYPHENATED.sub(quote, query)


def words_joined(query: str) -> str:
    """Return a query that asks for hyphenated words without their hyphens."""
    return HYPHENATED.sub(lambda match: match[0].replace("-", ""), query)


def unfinished_word(query: str) -> tuple[str, list[str]] | None:
    """Split off the last word, in its parts, as it may be still being typed.

    One that is quoted or excluded is whole, and one letter begins too much.
    """
    match = LAST_WORD.match(query)
    if match is None or len(match["last"]) < 2:
        return None
    return match["rest"].strip(), match["last"].lower().split("-")


def plain_words(query: str) -> list[str]:
    """Return the words that are asked for, without those that are excluded."""
    wanted = re.sub(r'(?<!\w)-(?:"[^"]*"?|\S+)', " ", query)
    words = re.findall(r"\w+(?:-\w+)*", wanted.lower())
    return [word for word in words if word != "or"]
