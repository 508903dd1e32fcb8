"""Renew the tables of docs/numerics.md: `python -m tests.reference.numerics`.

A table stands between `<!-- made by: python -m MODULE -->` and `<!-- end -->`.
"""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "numerics.md"
BLOCK = re.compile(r"(<!-- made by: python -m (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def printed_by(module):
    command = [sys.executable, "-m", module]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def renewed(page):
    return BLOCK.sub(lambda block: f"{block[1]}\n{printed_by(block[2])}\n{block[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text()))
