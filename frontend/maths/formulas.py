"""Formulas through KaTeX: all formulas of a load go to one Node process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frontend.node import node_run

SCRIPT = Path(__file__).with_name("ssr.mjs")


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
    return node_run(SCRIPT, "katex", request)
