"""Theory notebooks: their demos run at a load in the real sandbox, or the load is refused."""

import json
from contextlib import nullcontext

import nbformat
import pytest

from courses.loading import demos
from courses.models import Notebook, NotebookCell
from exercises.faults import LoadRefused

pytestmark = [pytest.mark.django_db, pytest.mark.sandbox]

FOLDER = "content/newton/notebook"
SETUP = f"{FOLDER}/00-setup.py"
DEMO = f"{FOLDER}/03-square-root.py"
SETUP_TEXT = """# %% [markdown]
# # A small notebook
#
# About $x$.

# %%
from pathlib import Path

import matplotlib.pyplot as plt


def check_true(what, holds):
    assert holds, f"does not hold: {what}"
    print("holds:", what)
"""
DEMO_TEXT = """# %% [markdown]
# ## 3. Square root
#
# The root of two is a [step](concept:newton-step) away from $x_0 = {start}$.

# %%
x = {start}
for _ in range(6):
    x = x / 2 + 1 / x
fig, ax = plt.subplots()
ax.plot([0, 1], [0, x])
fig.set_label("A straight line that rises from zero to the square root of two.")
print(f"{{x:.6f}}")
check_true("the square is two", abs(x * x - 2) < {tolerance})
"""


@pytest.fixture
def notebook(sources, zygotes, monkeypatch):
    # Each load would warm a zygote of its own, for seconds.
    monkeypatch.setattr(demos, "ZygotePool", lambda: nullcontext(zygotes))
    sources.write(SETUP, SETUP_TEXT)
    sources.write(DEMO, DEMO_TEXT.format(start=3.0, tolerance=1e-12))
    return sources


def refusal(sources) -> str:
    with pytest.raises(LoadRefused) as caught:
        sources.load()
    assert not NotebookCell.objects.exists()
    return str(caught.value)


def test_a_demo_is_stored_with_what_it_printed_and_drew(notebook) -> None:
    counts = notebook.load()
    assert counts["notebook cells"].created == 1
    cell = NotebookCell.objects.get()
    assert (cell.pk, cell.number, cell.title) == ("newton.square-root", 3, "Square root")
    assert cell.output == "1.414214\nholds: the square is two\n"
    assert 'class="katex"' in cell.html
    assert "#concept-newton-step" in cell.html or "#nw-" in cell.html
    [figure] = cell.figures
    assert figure["svg"].startswith('<svg class="drawing"')
    assert '<title id="square-root-figure-1-title">Square root</title>' in figure["svg"]
    assert "A straight line that rises" in figure["svg"]
    assert "var(--iterate)" in figure["svg"]


def test_the_download_is_a_valid_notebook_with_outputs(notebook) -> None:
    notebook.write(f"{FOLDER}/data/points.csv", "1,2\n'''\n")
    notebook.load()
    made = nbformat.reads(Notebook.objects.get().ipynb, as_version=4)
    nbformat.validate(made)
    assert [cell.cell_type for cell in made.cells] == [
        *("markdown", "code", "markdown", "code", "markdown", "code")
    ]
    text, drawing = made.cells[-1].outputs
    assert text.text.startswith("1.414214")
    assert "<svg" in drawing.data["image/svg+xml"]
    assert drawing.data["text/plain"].startswith("A straight line")
    assert "](http" in made.cells[-2].source


def test_the_downloads_own_code_writes_its_data(notebook, tmp_path, monkeypatch) -> None:
    notebook.write(f"{FOLDER}/data/points.csv", "1,2\n'''\n")
    notebook.load()
    monkeypatch.chdir(tmp_path)
    made = nbformat.reads(Notebook.objects.get().ipynb, as_version=4)
    exec("from pathlib import Path\n" + made.cells[3].source)
    assert (tmp_path / "points.csv").read_text() == "1,2\n'''\n"


def test_a_demo_reads_the_notebooks_data(notebook) -> None:
    notebook.write(f"{FOLDER}/data/points.csv", "4,5")
    demo = DEMO_TEXT.format(start=3.0, tolerance=1) + 'print(Path("points.csv").read_text())\n'
    notebook.write(DEMO, demo)
    notebook.load()
    assert NotebookCell.objects.get().output.endswith("4,5\n")


def test_a_claim_that_does_not_hold_stops_the_load(notebook) -> None:
    notebook.write(DEMO, DEMO_TEXT.format(start=3.0, tolerance=-1))
    said = refusal(notebook)
    assert f"{DEMO}:14: The demo ended as failed: does not hold: the square is two" in said


def test_an_error_stops_the_load(notebook) -> None:
    notebook.replace(DEMO, "1 / x", "1 / 0")
    assert f"{DEMO}:9: The demo ended as error: ZeroDivisionError" in refusal(notebook)


def test_an_error_in_the_setup_is_told_as_such(notebook) -> None:
    notebook.replace(SETUP, "from pathlib", "from nowhere")
    assert "ModuleNotFoundError in the setup" in refusal(notebook)


def test_a_figure_must_be_described(notebook) -> None:
    notebook.replace(DEMO, "fig.set_label", "str")
    assert "Figure 1: set_label()" in refusal(notebook)


def test_a_demo_leads_to_its_concept(notebook) -> None:
    notebook.replace(DEMO, "[step](concept:newton-step)", "step")
    assert f"{DEMO}:3: The text leads to no concept" in refusal(notebook)


def test_a_dead_link_is_found_at_its_line(notebook) -> None:
    notebook.replace(DEMO, "concept:newton-step", "concept:nothing")
    assert f"{DEMO}:4" in refusal(notebook)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("## 3.", "## 4.", "begins with a line like `## 3. Title`"),
        ("## 3. Square root", "Square root", "begins with a line like"),
        ("# %%\nx", "# %%\ny = 1\n\n# %%\nx", "one cell of Markdown, then one of code"),
    ],
)
def test_a_demo_of_another_form_is_refused(notebook, old, new, reason) -> None:
    notebook.replace(DEMO, old, new)
    assert reason in refusal(notebook)


def test_two_demos_share_no_number(notebook) -> None:
    notebook.write(f"{FOLDER}/03-cube-root.py", DEMO_TEXT.format(start=3.0, tolerance=1))
    assert "has the same number" in refusal(notebook)


def test_a_notebook_has_a_setup(notebook) -> None:
    notebook.path(SETUP).unlink()
    assert "A notebook has a setup." in refusal(notebook)


def test_what_has_not_changed_is_not_run_again(notebook, monkeypatch) -> None:
    notebook.load()
    monkeypatch.setattr(demos, "ZygotePool", None)
    notebook.replace(DEMO, "The root of two", "The square root of two")
    counts = notebook.load()
    assert counts["notebook cells"].updated == 1
    assert "The square root of two" in NotebookCell.objects.get().html
    assert NotebookCell.objects.get().output.startswith("1.414214")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [(DEMO, "x = 3.0", "x = 2.0"), (SETUP, '"holds:"', '"true:"')],
)
def test_a_changed_cell_or_setup_runs_again(notebook, name, old, new) -> None:
    notebook.load()
    before = NotebookCell.objects.get().run_hash
    notebook.replace(name, old, new)
    notebook.load()
    assert NotebookCell.objects.get().run_hash != before


def test_changed_data_run_the_demos_again(notebook) -> None:
    notebook.write(f"{FOLDER}/data/points.csv", "4,5")
    notebook.load()
    before = NotebookCell.objects.get().run_hash
    notebook.write(f"{FOLDER}/data/points.csv", "4,6")
    assert notebook.load() is not None
    assert NotebookCell.objects.get().run_hash != before


def test_a_tree_without_notebooks_needs_no_sandbox(sources, monkeypatch) -> None:
    monkeypatch.setattr(demos, "ZygotePool", None)
    assert sources.load()["notebooks"].created == 0


def test_a_notebook_that_is_gone_is_retired(notebook) -> None:
    notebook.load()
    for name in (DEMO, SETUP):
        notebook.path(name).unlink()
    notebook.path(FOLDER).rmdir()
    notebook.load()
    assert NotebookCell.objects.get().is_retired
    assert Notebook.objects.get().is_retired
    assert json.loads(Notebook.objects.get().ipynb)["nbformat"] == 4
