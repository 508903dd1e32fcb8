"""What a cell's run says of an honest cell."""

import pytest

from grader.notebook.inside.messages import Script
from grader.notebook.running import FLAVOUR, script_run
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.mounts import mounts_for

pytestmark = pytest.mark.sandbox

SETUP = (
    "import matplotlib.pyplot as plt\nimport numpy as np\n\n\ndef held(x):\n    assert x, 'no'\n"
)


@pytest.fixture
def run(zygotes):
    def run(code, **given):
        script = Script(setup=given.pop("setup", SETUP), code=code, files=given.pop("files", {}))
        return script_run(script, zygotes=zygotes, limits=Limits(memory_limit_bytes=384 * MIB))

    return run


def test_what_is_printed_and_drawn_comes_back(run) -> None:
    outcome = run(
        "print('one')\nfig, ax = plt.subplots()\nax.plot([1, 2])\nfig.set_label('A line')"
    )
    assert (outcome.verdict, outcome.message, outcome.output) == ("passed", "", "one\n")
    [drawing] = outcome.drawings
    assert drawing.label == "A line"
    assert drawing.svg.startswith("<?xml")
    # The style's ink, cycle and fonts; text stays text.
    assert "#a63d0c" in drawing.svg
    assert "<text" in drawing.svg


def test_the_same_cell_draws_the_same_figure(run) -> None:
    code = "plt.plot([1, 2], label=r'$\\lambda$')\nplt.legend()"
    assert run(code).drawings == run(code).drawings


def test_a_failed_assertion_names_the_cells_line_though_the_setup_raised_it(run) -> None:
    outcome = run("x = 1\nheld(x == 2)\n")
    assert (outcome.verdict, outcome.message, outcome.line) == ("failed", "no", 2)


def test_figures_made_before_a_failure_are_shown(run) -> None:
    outcome = run("plt.plot([1, 2])\nheld(False)")
    assert (outcome.verdict, len(outcome.drawings)) == ("failed", 1)


def test_a_syntax_error_names_its_line(run) -> None:
    outcome = run("x = 1\ny = (")
    assert (outcome.verdict, outcome.line) == ("error", 2)
    assert outcome.message.startswith("SyntaxError")


def test_an_error_of_the_setup_has_no_line_of_the_cell(run) -> None:
    outcome = run("x = 1", setup="1 / 0")
    assert (outcome.verdict, outcome.line) == ("error", None)
    assert outcome.message == "ZeroDivisionError in the setup: division by zero"


def test_files_lie_in_the_working_directory(run) -> None:
    assert run("print(open('a.csv').read())", files={"a.csv": "1,2"}).output == "1,2\n"


def test_scipy_and_torch_are_there(run) -> None:
    code = (
        "import scipy.optimize, torch\n"
        "print(torch.func.hessian(lambda x: (x**3).sum())(torch.ones(1)).item())\n"
        "print(round(scipy.optimize.brentq(lambda x: x - 0.5, 0, 1), 3))"
    )
    assert run(code).output == "6.0\n0.5\n"


def test_a_font_that_goes_closes_nothing_of_the_runs(run) -> None:
    """Fonts keep files open: one from before the fork would close the run's channel."""
    code = (
        "import gc\nfrom matplotlib import font_manager\n"
        "plt.plot([1], label=r'$\\alpha$')\nplt.legend()\nplt.savefig('x.svg')\n"
        "font_manager._get_font.cache_clear()\nplt.close('all')\ngc.collect()\n"
        "plt.plot([1, 2], label=r'$\\beta$')\nplt.legend()"
    )
    outcome = run(code)
    assert (outcome.verdict, len(outcome.drawings)) == ("passed", 1)


def test_nothing_of_ours_is_mounted_but_what_draws() -> None:
    mounts, _ = mounts_for(FLAVOUR)
    ours = {mount.target for mount in mounts if mount.target.startswith("/descent/code")}
    assert ours == {
        "/descent/code/grader/inside",
        "/descent/code/grader/notebook/inside",
        "/descent/code/frontend/plots/palette.py",
        "/descent/code/frontend/plots/style.py",
    }
