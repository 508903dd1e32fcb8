"""Template tags and filters of the site's pages."""

from datetime import datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frontend.assets import asset_get

register = template.Library()

THEMES = ("light", "dark")
KIB = 1024
DEVICES = {"cpu": "CPU", "cuda": "GPU"}


@register.simple_tag(takes_context=True)
def asset(context: Context, name: str) -> SafeString:
    """A script of the build, with its imports announced so that they load side by side."""
    found = asset_get(name)
    nonce = _nonce(context)
    preloads = format_html_join(
        "\n",
        '<link rel="modulepreload" href="{}" nonce="{}">',
        ((url, nonce) for url in found.import_urls),
    )
    script = format_html('<script type="module" src="{}" nonce="{}"></script>', found.url, nonce)
    return preloads + script


@register.simple_tag(takes_context=True)
def stylesheet(context: Context, name: str) -> SafeString:
    """A style sheet, with the fonts of its first lines: where they come late, lines move."""
    found = asset_get(name)
    fonts = format_html_join(
        "\n",
        '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>',
        ((url,) for url in found.font_urls),
    )
    sheet = format_html('<link rel="stylesheet" href="{}" nonce="{}">', found.url, _nonce(context))
    return fonts + sheet


@register.simple_tag
def asset_url(name: str) -> str:
    return asset_get(name).url


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """The theme that the learner chose; the cookie lets the first paint be right."""
    chosen = _request(context).COOKIES.get("theme", "") if "request" in context else ""
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def learner_namespace(context: Context) -> str:
    """Whose data the browser's database holds: one namespace for each account, one for guests."""
    return namespace_of(context.get("user"))


def namespace_of(user: Any) -> str:
    """The namespace of a user's data in their browser."""
    return f"user-{user.pk}" if user and user.is_authenticated else "guest"


@register.filter
def percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


@register.filter
def seconds(value: float | None) -> str:
    """A duration as people read it: 34 ms, 1.2 s, 2 min 5 s."""
    if value is None:
        return ""
    if value < 0.0005:
        return "under 1 ms"
    if value < 1:
        return f"{value * 1000:.0f} ms"
    if value < 60:
        return f"{value:.1f} s"
    whole = round(value)
    return f"{whole // 60} min {whole % 60} s"


@register.filter(name="bytes")
def bytes_words(value: int | None) -> str:
    """A size as people read it: 640 KiB, 131 MiB, 1.5 GiB."""
    if value is None:
        return ""
    if value < KIB**2:
        return f"{value / KIB:.0f} KiB"
    if value < KIB**3:
        return f"{value / KIB**2:.0f} MiB"
    return f"{value / KIB**3:.1f} GiB"


@register.filter
def points(value: float | None) -> str:
    """Points without a trailing zero; a dash where nothing was graded yet."""
    return "–" if value is None else f"{value:g}"


@register.filter
def device(name: str) -> str:
    """What people call a device."""
    return DEVICES.get(name, name)


@register.filter
def moment(value: datetime | str | None) -> datetime | None:
    """A time from a row or from the API's JSON."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _request(context: Context) -> HttpRequest:
    request = context["request"]
    assert isinstance(request, HttpRequest)
    return request


def _nonce(context: Context) -> str:
    return str(getattr(context.get("request"), "csp_nonce", ""))
