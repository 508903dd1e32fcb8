"""Write the notebook's nist.json from this folder's: `python -m tests.reference.nist.notebook`."""

import json
from pathlib import Path

from tests.reference.nist.models import MODELS

SOURCE = Path(__file__).with_name("nist.json")
TARGET = Path(__file__).parents[3] / "courses/content/second-order-methods/notebook/data/nist.json"
CREDIT = "NIST, Statistical Reference Datasets, nonlinear regression; in the public domain"
FAMILIES = {
    "Hahn1": "cubics",
    "Thurber": "cubics",
    "Kirby2": "quadratics",
    "Lanczos1": "exponentials",
    "Lanczos2": "exponentials",
    "Lanczos3": "exponentials",
    "MGH17": "mgh17",
}
KEPT = ("level", "start1", "start2", "certified", "rss", "x", "y")


def data_get() -> dict[str, object]:
    """Return what demos need: no standard deviations, but the name of a model for each set."""
    problems = json.loads(SOURCE.read_text())
    return {
        "source": CREDIT,
        "problems": {
            name: {"model": family_get(name)} | {key: problem[key] for key in KEPT}
            for name, problem in problems.items()
        },
    }


def family_get(name: str) -> str:
    """Return the name of the model, which several sets may share."""
    return FAMILIES.get(name) or MODELS[name].__name__


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(data_get(), separators=(",", ":")) + "\n")
