"""The command that measures everything."""

import pytest

from config.bench import main


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "coffee"])
    assert "coffee" in capsys.readouterr().err
