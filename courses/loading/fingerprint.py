"""One hash of everything that decides what a load stores, so that a second load can be skipped."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from exercises.notebooks import answers

ROOT = Path(__file__).resolve().parents[2]
SOURCE_SUFFIXES = {".md", ".toml", ".py"}
# What turns sources into rows.
CODE = (
    "courses/expressions/*.py",
    "courses/links.py",
    "courses/loading/*.py",
    "courses/search_words.py",
    "exercises/checking/*.py",
    "exercises/faults.py",
    "exercises/format/*.py",
    "exercises/links.py",
    "exercises/loading.py",
    "exercises/notebook_storing.py",
    "exercises/notebooks/*.py",
    "frontend/*.py",
    "frontend/dialect/*.py",
    "frontend/maths/*",
    "frontend/package-lock.json",
    "frontend/plots/*.py",
    "grader/notebook/*.py",
    "grader/notebook/inside/*.py",
    # Figures and the numbers of generated questions come from here.
    "reference/**/*.py",
)


def fingerprint(content: Path, library: Path, concepts: Path) -> str:
    """Return a hash over the names and bytes of all sources and of the code that loads them."""
    # The operator's bounds decide which exercises are refused; notebooks name the site.
    digest = hashlib.sha256(repr((settings.GRADER_BOUNDS, settings.SITE_URL)).encode())
    for base, path in _paths(content, library, concepts):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(base)}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _paths(content: Path, library: Path, concepts: Path) -> Iterator[tuple[Path, Path]]:
    for base in (content, library):
        for path in sorted(base.rglob("*")):
            is_source = path.suffix in SOURCE_SUFFIXES or path.name == answers.FILE
            # What the demos of a notebook read.
            is_source |= path.parent.name == "data"
            if is_source and path.is_file():
                yield base.parent, path
    if concepts.is_file():
        yield concepts.parent, concepts
    for pattern in CODE:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                yield ROOT, path
