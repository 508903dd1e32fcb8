"""From the name in a template to the hashed file."""

from pathlib import Path

import pytest
from pytest_django import Settings

from frontend.assets import AssetMissing, asset_get

BUILT = '{"lesson.js": {"file": "lesson-A1.js", "imports": ["chunk-B2.js"]}}'


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "manifest.json"
    path.write_text(BUILT)
    return path


def test_an_entry_point_leads_to_its_file_and_imports(manifest: Path) -> None:
    asset = asset_get("lesson.js", manifest=manifest)
    assert asset.url == "/static/lesson-A1.js"
    assert asset.import_urls == ("/static/chunk-B2.js",)


def test_an_unknown_entry_point_says_what_to_run(manifest: Path) -> None:
    with pytest.raises(AssetMissing, match=r"'nothing\.js'.*frontend\.build"):
        asset_get("nothing.js", manifest=manifest)


def test_a_missing_build_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(AssetMissing, match=r"frontend\.build"):
        asset_get("lesson.js", manifest=tmp_path / "none.json")


def test_the_manifest_is_read_once_in_production(manifest: Path, settings: Settings) -> None:
    settings.DEBUG = False
    asset_get("lesson.js", manifest=manifest)
    manifest.write_text(BUILT.replace("A1", "C3"))
    assert asset_get("lesson.js", manifest=manifest).file == "lesson-A1.js"


def test_a_new_build_is_seen_at_once_in_development(manifest: Path, settings: Settings) -> None:
    settings.DEBUG = True
    asset_get("lesson.js", manifest=manifest)
    manifest.write_text(BUILT.replace("A1", "C3"))
    assert asset_get("lesson.js", manifest=manifest).file == "lesson-C3.js"
