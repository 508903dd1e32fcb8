"""Reads one TOML or Markdown file and knows on which line each of its keys stands."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from frontmatter.default_handlers import YAMLHandler

from exercises.faults import Fault, path_shown

Key = tuple[str | int, ...]
T = TypeVar("T")

# Marks the first line of a multi-line text among the keys; no key is spelt like this.
FIRST_LINE = "\n"

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]")
ASSIGNMENT = re.compile(r"^\s*([\w-]+)\s*=\s*(.*)$")
OPENING = re.compile(r"^(\"\"\"|''')(.*)$")


@dataclass(frozen=True)
class SourceFile:
    """A file's values, the line of each key, and for Markdown the text below the front matter."""

    path: Path
    values: dict[str, Any]
    lines: dict[Key, int]
    text: str = ""
    text_line: int = 1

    @property
    def name(self) -> str:
        """How faults name the file."""
        return path_shown(self.path)

    def line(self, *key: str | int) -> int:
        """Return the line of a key, else of the nearest table around it."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key[:-1]
        return 1

    def fault(self, reason: str, *key: str | int) -> Fault:
        """Return a fault at a key."""
        return Fault(self.name, self.line(*key), reason)

    def value_line(self, *key: str | int) -> int:
        """Return the line on which a text value begins (a newline after the quotes is not text)."""
        return self.lines.get((*key, FIRST_LINE), self.line(*key))

    def convert(self, shape: type[T]) -> T | Fault:
        """Return the values in their shape, or the fault that prevents it."""
        try:
            return msgspec.convert(self.values, shape)
        except msgspec.ValidationError as error:
            reason, _, where = str(error).partition(" - at `$")
            key = _key_parse(where.rstrip("`"))
            unknown = re.search(r"unknown field `(.+?)`", reason)
            if unknown:
                key = (*key, unknown[1])
            shown = where.rstrip("`").lstrip(".")
            return self.fault(f"{reason} (in {shown})" if shown else reason, *key)


def toml_read(path: Path) -> SourceFile | Fault:
    """Read a TOML file."""
    text = _text_read(path)
    if isinstance(text, Fault):
        return text
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return Fault(path_shown(path), line, f"Not TOML: {error}")
    return SourceFile(path, values, toml_lines(text))


def markdown_read(path: Path) -> SourceFile | Fault:
    """Read a Markdown file with front matter; the text keeps the line it has in the file."""
    text = _text_read(path)
    if isinstance(text, Fault):
        return text
    handler = YAMLHandler()
    if not handler.detect(text):
        return Fault(path_shown(path), 1, "There is no front matter between two lines of ---.")
    try:
        head, body = handler.split(text)
    except ValueError:
        return Fault(path_shown(path), 1, "The front matter is not closed by a line of ---.")
    try:
        values = handler.load(head)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        # The text that YAML sees begins at the end of line 1.
        line = mark.line + 1 if mark else 1
        return Fault(path_shown(path), line, f"The front matter is not YAML: {error.problem}")
    if not isinstance(values, dict):
        return Fault(path_shown(path), 1, "The front matter holds no keys.")
    lines: dict[Key, int] = {}
    for number, line_text in enumerate(text[: len(text) - len(body)].split("\n"), start=1):
        if match := re.match(r"([\w-]+)\s*:", line_text):
            lines[(match[1],)] = number
    text_line = text[: len(text) - len(body)].count("\n") + 1
    return SourceFile(path, values, lines, body, text_line)


def toml_lines(text: str) -> dict[Key, int]:
    """Return the line of each table and key of a valid TOML text.

    A multi-line string that begins below its quotes also has an entry `(*key, FIRST_LINE)`.
    """
    lines: dict[Key, int] = {}
    table: Key = ()
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if closing in line else closing
        elif header := HEADER.match(line):
            table = _table_enter(table, header[2].split("."), lines, array=header[1] == "[[")
            lines[table] = number
        elif assignment := ASSIGNMENT.match(line):
            key = (*table, assignment[1])
            lines[key] = number
            opening = OPENING.match(assignment[2])
            if opening and opening[1] not in opening[2]:
                closing = opening[1]
                if not opening[2]:
                    lines[(*key, FIRST_LINE)] = number + 1
    return lines


def _table_enter(table: Key, names: list[str], lines: dict[Key, int], *, array: bool) -> Key:
    """Return the key of a table header; a header below an array means its latest element."""
    key: Key = ()
    for depth, name in enumerate(names):
        key = (*key, name)
        count = sum(1 for each in lines if each[:-1] == key and isinstance(each[-1], int))
        if depth == len(names) - 1:
            return (*key, count) if array else key
        if count:
            key = (*key, count - 1)
    return table


def _text_read(path: Path) -> str | Fault:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return Fault(path_shown(path), 1, "The file is missing.")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Fault(path_shown(path), line, "The file is not UTF-8.")


def _key_parse(where: str) -> Key:
    """Read `.parts[1].number` as ("parts", 1, "number")."""
    found = re.findall(r"\.(\w+)|\[(\d+)\]", where)
    return tuple(name or int(index) for name, index in found)
