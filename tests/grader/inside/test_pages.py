"""What lies in the heap is on huge pages afterwards, and is what it was."""

import subprocess
import sys

import pytest

CODE = """
from pathlib import Path
from grader.inside.pages import heap_collapse

def huge_kib():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("AnonHugePages")))

kept = [(number, [number]) for number in range(300_000)]
before = huge_kib()
collapsed = heap_collapse()
assert all(kept[number] == (number, [number]) for number in range(300_000))
print(collapsed, huge_kib() - before)
"""


def test_the_heap_is_moved_to_huge_pages():
    result = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    collapsed, grown_kib = map(int, result.stdout.split())
    if collapsed == 0:
        pytest.skip("this kernel made no huge page on request")
    assert grown_kib > 0
