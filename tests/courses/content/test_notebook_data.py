"""The data of theory notebooks agree with the sets that the reference is tested on."""

import json

from tests.reference.nist.notebook import TARGET, data_get


def test_the_notebooks_nist_sets_are_those_of_the_reference() -> None:
    assert json.loads(TARGET.read_text()) == data_get()


def test_every_set_names_a_model_that_the_demo_defines() -> None:
    demo = (TARGET.parents[1] / "09-levenberg-marquardt.py").read_text()
    for problem in json.loads(TARGET.read_text())["problems"].values():
        assert f'"{problem["model"]}": lambda b, x:' in demo


def test_the_notebook_has_its_demos_in_the_order_of_the_concepts() -> None:
    numbers = [path.name[:2] for path in sorted(TARGET.parents[1].glob("[0-9][0-9]-*.py"))]
    assert numbers == [f"{number:02}" for number in range(25)]
