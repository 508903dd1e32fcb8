"""The hostile programs, as the tests of the sandbox, of judging and of the worker read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "hostile"
# What a file on disk should not be: `# written: ...` says how the program is handed in.
_COMMENT = b"# all work and no play makes a dull file\n"
_WRITTEN = {
    "nul": lambda code: code + b"\0\n",
    "bom": lambda code: b"\xef\xbb\xbf" + code,
    "crlf": lambda code: code.replace(b"\n", b"\r\n"),
    "tabs": lambda code: code.replace(b"    return", b"\tif True:\n        pass\n    return"),
    "latin-1": lambda code: code + b'text = "caf\xe9"\n',
    "empty": lambda code: b"",
    "comments": lambda code: code + _COMMENT * (1 + (1 << 20) // len(_COMMENT)),
    "syntax": lambda code: code + b"def two loop(g) return g\n",
    "unclosed": lambda code: code + b'text = """never closed\n',
    "surrogates": lambda code: code + b'text = "\\ud800"\n',
}


@dataclass(frozen=True)
class Program:
    """One hostile program: its file, and what its header says."""

    path: Path

    @cached_property
    def header(self) -> dict[str, str]:
        """Return the `# name: text` lines at the top."""
        top = []
        for line in self.path.read_text("utf-8").splitlines():
            if not line.startswith("# "):
                break
            top.append(line[2:].partition(": "))
        return {name: text for name, _, text in top}

    @property
    def name(self) -> str:
        """Return the name without `attack_`."""
        return self.path.stem.removeprefix("attack_")

    @property
    def line(self) -> int:
        """Return the line of the list of attacks."""
        return int(self.name.partition("_")[0])

    @property
    def exercise(self) -> str:
        """Return the slug of the exercise that it is handed in for."""
        return self.header.get("exercise", "two-loop-recursion")

    @property
    def code(self) -> bytes:
        """Return the file as it is handed in."""
        code = self.path.read_bytes()
        written = self.header.get("written")
        return code if written is None else _WRITTEN[written](code)


PROGRAMS = [Program(path) for path in sorted(FOLDER.glob("attack_*.py"))]
