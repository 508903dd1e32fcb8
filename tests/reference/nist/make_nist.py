"""Write nist.json from the .dat files: `python -m tests.reference.nist.make_nist NIST_STRD`.

The files are NIST's, in the public domain; lmfit's source distribution carries them all:
`pip download lmfit==1.3.4 --no-binary lmfit --no-deps`, then unpack it.
"""

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("nist.json")
START = re.compile(r"^\s*b\d+\s*=\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$", re.MULTILINE)
SUM = re.compile(r"Residual Sum of Squares:\s*(\S+)")
LEVEL = re.compile(r"(Lower|Average|Higher) Level of Difficulty")
OBSERVATIONS = re.compile(r"Number of Observations:\s*(\d+)")
LINES = re.compile(r"Data\s+\(lines (\d+) to\s+(\d+)\)")


def problem_read(path: Path) -> dict[str, object]:
    text = path.read_text(encoding="latin-1")
    start1, start2, certified, deviations = zip(
        *(map(float, row) for row in START.findall(text)), strict=True
    )
    first, last = map(int, LINES.search(text).groups())
    rows = [[float(word) for word in line.split()] for line in text.splitlines()[first - 1 : last]]
    if len(rows) != int(OBSERVATIONS.search(text).group(1)):
        raise ValueError(f"{path.name}: {len(rows)} rows are not all")
    return {
        "level": LEVEL.search(text).group(1),
        "start1": start1,
        "start2": start2,
        "certified": certified,
        "standard_deviations": deviations,
        "rss": float(SUM.search(text).group(1)),
        "y": [row[0] for row in rows],
        "x": [row[1] if len(row) == 2 else row[1:] for row in rows],
    }


def main(folder: Path) -> None:
    problems = {path.stem: problem_read(path) for path in sorted(folder.glob("*.dat"))}
    lines = (f"{json.dumps(name)}: {json.dumps(problem)}" for name, problem in problems.items())
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
