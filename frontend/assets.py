"""Built scripts and styles: from the name in a template to the hashed file in dist/."""

from functools import cache
from pathlib import Path

import msgspec
from django.conf import settings
from django.templatetags.static import static

MANIFEST = Path(__file__).parent / "dist" / "manifest.json"


class AssetMissing(RuntimeError):
    """There is no build, or it lacks a file; the message says how to mend it."""


class Asset(msgspec.Struct, frozen=True):
    """A built file, the chunks that it imports and its first fonts, relative to dist/."""

    file: str
    imports: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return static(self.file)

    @property
    def import_urls(self) -> tuple[str, ...]:
        return tuple(static(chunk) for chunk in self.imports)

    @property
    def font_urls(self) -> tuple[str, ...]:
        return tuple(static(font) for font in self.fonts)


def asset_get(name: str, *, manifest: Path = MANIFEST) -> Asset:
    """The built file of an entry point such as `base.js`; raises AssetMissing."""
    assets = _manifest_read(manifest) if settings.DEBUG else _manifest_cached(manifest)
    if name not in assets:
        raise AssetMissing(f"The build has no {name!r}: run `python -m frontend.build`.")
    return assets[name]


def _manifest_read(manifest: Path) -> dict[str, Asset]:
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=dict[str, Asset])
    except FileNotFoundError as error:
        raise AssetMissing("The front end is not built: run `python -m frontend.build`.") from error


_manifest_cached = cache(_manifest_read)
