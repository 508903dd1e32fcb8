"""Hostile cells of notebooks, in the real sandbox: each gets its verdict and harms no other."""

import pytest

from frontend.plots.sanitising import SvgRefused, svg_clean
from grader.notebook.inside.messages import FIGURE_COUNT_LIMIT, SVG_LIMIT_CHARACTERS, Script
from grader.notebook.running import FLAVOUR, ScriptOutcome, script_run
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.pool import ZygotePool
from tests.sandbox.conftest import descendants_of, end_await

pytestmark = pytest.mark.sandbox

LIMITS = Limits(wall_limit_s=60, cpu_limit_s=30, memory_limit_bytes=384 * MIB)
SHORT = Limits(wall_limit_s=1.5, cpu_limit_s=30, memory_limit_bytes=384 * MIB)
SETUP = "import matplotlib.pyplot as plt\nimport numpy as np\n"
# The verdicts that each may get; "ESCAPED" is never printed.
PROGRAMS = {
    "fork bomb": ("import os\nwhile True:\n    os.fork()", {"error"}),
    "another program": ("import os\nassert os.system('true') == 0", {"failed"}),
    "subprocess": ("import subprocess\nsubprocess.run(['/bin/true'])", {"error"}),
    "host files": ("print('ESCAPED', open('/etc/passwd').read())", {"error"}),
    "our own code's secrets": ("import django\nprint('ESCAPED')", {"error"}),
    "many files": (
        "files = []\nwhile True:\n    files.append(open(f'/tmp/{len(files)}', 'w'))",
        {"error"},
    ),
    "a full disk": ("open('a', 'w').write('x' * (1 << 28))", {"error", "memory"}),
    "network": ("import socket\nsocket.create_connection(('1.1.1.1', 53))", {"error"}),
    "memory": ("x = []\nwhile True:\n    x.append(bytearray(1 << 24))", {"memory"}),
    "memory in a figure": (
        (
            "plt.figure(figsize=(9e4, 9e4), dpi=900).add_axes([0, 0, 1, 1])"
            ".imshow(np.random.rand(9000, 9000), interpolation='hanning')"
        ),
        {"memory", "passed"},
    ),
    "endless output": ("while True:\n    print('x' * 1000)", {"output limit"}),
    "hard exit": ("import os\nos._exit(0)", {"error"}),
    "exit": ("import sys\nsys.exit(0)", {"error"}),
    "segfault": ("import ctypes\nctypes.string_at(0)", {"error"}),
    "kills itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", {"error"}),
    "closes the channel": ("import os\nos.closerange(0, 16)", {"error"}),
    "floods the channel": (
        "import os\nwhile True:\n    os.write(3, b'x' * 65536)",
        {"error"},
    ),
    "noise in the channel": ("import os\nos.write(3, b'\\x81\\xa1x\\x90')", {"error"}),
    "a deep answer": ("import os\nos.write(3, b'\\x91' * 1000000)\nos._exit(0)", {"error"}),
    "patched drawing": (
        (
            "import frontend.plots.style as style, grader.notebook.inside.drawing as drawing\n"
            "drawing.figure_svg = lambda figure: 7\nplt.figure()"
        ),
        {"error"},
    ),
    "patched builtins": ("import builtins\nbuiltins.len = None\nplt.figure()", {"error", "passed"}),
    "not Python": ("def (", {"error"}),
    "a NUL": ("x = '\0'", {"error"}),
    "an exception that lies": (
        "class E(Exception):\n    def __str__(self):\n        raise SystemExit\nraise E",
        {"error"},
    ),
    "a label that lies": (
        (
            "class L:\n    def __str__(self):\n        raise KeyError('x')\n"
            "f = plt.figure()\nf.get_label = L"
        ),
        {"error"},
    ),
    "claims to have passed": (
        (
            "import os, msgspec\n"
            "os.write(3, msgspec.msgpack.encode({'failure': None, 'drawings': []}))\nassert False"
        ),
        {"error"},
    ),
}
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "foreignObject": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
    "handler": '<rect width="9" height="9" onload="alert(1)" onclick="alert(1)"/>',
    "external use": '<use href="https://evil.example/x.svg#a"/>',
    "external image": '<image href="https://evil.example/x.png" width="9" height="9"/>',
    "svg image": '<image href="data:image/svg+xml;base64,PHN2Zz4=" width="9" height="9"/>',
    "link": '<a href="javascript:alert(1)"><text>x</text></a>',
    "css": '<style>@import url("https://evil.example/x.css");</style>',
    "css url": '<rect width="9" height="9" style="fill: url(https://evil.example/#a)"/>',
    "css expression": '<rect width="9" height="9" fill="url(https://evil.example/#a)"/>',
    "animation": '<set attributeName="href" to="javascript:alert(1)"/>',
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
}
SUSPECT = ("script", "foreignobject", "onload", "onclick", "evil", "javascript", "style=", "iframe")


def cell_run(zygotes: ZygotePool, code: str, limits: Limits = LIMITS) -> ScriptOutcome:
    return script_run(Script(setup=SETUP, code=code), zygotes=zygotes, limits=limits)


def zygote_pid(zygotes: ZygotePool) -> int:
    zygotes.start(FLAVOUR)
    return zygotes._zygotes[FLAVOUR].pid


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_hostile_cell_gets_its_verdict_and_the_next_is_unharmed(zygotes, name) -> None:
    code, verdicts = PROGRAMS[name]
    zygote = zygote_pid(zygotes)
    outcome = cell_run(zygotes, code)
    assert outcome.verdict in verdicts, outcome
    assert "ESCAPED" not in outcome.output
    assert end_await(descendants_of(zygote)) == set()
    after = cell_run(
        zygotes,
        "import os, builtins\nassert os.listdir() == [] and callable(builtins.len)\n"
        "plt.plot([1, 2])\nprint('well')",
    )
    assert (after.verdict, after.output, len(after.drawings)) == ("passed", "well\n", 1)
    assert zygote_pid(zygotes) == zygote


@pytest.mark.parametrize(
    "code", ["while True:\n    pass", "import time\ntime.sleep(99)", "10 ** 10 ** 9"]
)
def test_an_endless_cell_ends_in_time(zygotes, code) -> None:
    outcome = cell_run(zygotes, code, SHORT)
    assert (outcome.verdict, outcome.message) == (
        "timeout",
        "The code took longer than the limit of 1.5 s.",
    )


def test_a_huge_figure_is_left_out_with_its_size(zygotes) -> None:
    outcome = cell_run(zygotes, "plt.plot(np.random.rand(200, 400))")
    assert outcome.verdict == "passed"
    [drawing] = outcome.drawings
    assert drawing.svg == ""
    assert f"{SVG_LIMIT_CHARACTERS // 1000} kB are allowed" in drawing.reason


def test_of_many_figures_the_first_are_kept(zygotes) -> None:
    outcome = cell_run(zygotes, "for _ in range(19):\n    plt.figure()")
    assert len(outcome.drawings) == FIGURE_COUNT_LIMIT + 1
    assert outcome.drawings[-1].reason == "Of 19 figures the first 6 are shown."


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_forged_figure_comes_out_harmless(zygotes, name) -> None:
    """The cell puts its own SVG in the place of matplotlib's, which nobody can prevent."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<rect width="3" height="3"/>{PAYLOADS[name]}</svg>'
    )
    outcome = cell_run(
        zygotes,
        "import grader.notebook.inside.drawing as drawing\n"
        f"drawing.figure_svg = lambda figure: {svg!r}\nplt.figure()",
    )
    assert outcome.drawings[0].svg == svg
    clean = svg_clean(outcome.drawings[0].svg, ident="run-x-1", title="T", description="D")
    assert clean.count("<rect") >= 1
    assert not [word for word in SUSPECT if word in clean.lower()], clean


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY a "ha">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        "<html/>",
        "<svg",
    ],
)
def test_a_forged_figure_that_is_no_svg_is_refused(zygotes, svg) -> None:
    outcome = cell_run(
        zygotes,
        "import grader.notebook.inside.drawing as drawing\n"
        f"drawing.figure_svg = lambda figure: {svg!r}\nplt.figure()",
    )
    with pytest.raises(SvgRefused):
        svg_clean(outcome.drawings[0].svg, ident="run-x-1", title="T", description="D")
