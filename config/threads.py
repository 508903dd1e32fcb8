"""Keeps a request in one thread."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]


def one_thread(get_response: Handler) -> Handler:
    """Return the handler as it is.

    A middleware that works both ways runs asynchronously when the one inside it does, and then
    Django changes threads for each of its steps. This one, the innermost, is synchronous: a
    request changes threads once.
    """
    return get_response
