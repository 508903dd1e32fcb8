"""The pages of theory notebooks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from courses.models import Notebook
from courses.notebook_pages import notebook_download, notebook_page

NOT_THERE = "This lesson has no theory notebook."


@require_safe
@ensure_csrf_cookie
def notebook(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Show a notebook with its outputs."""
    try:
        page = notebook_page(lesson_id)
    except Notebook.DoesNotExist:
        raise Http404(NOT_THERE) from None
    return render(request, "courses/notebook.html", {"notebook": page})


@require_safe
def notebook_file(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Send a notebook for Jupyter."""
    try:
        text = notebook_download(lesson_id)
    except Notebook.DoesNotExist:
        raise Http404(NOT_THERE) from None
    response = HttpResponse(text, content_type="application/x-ipynb+json")
    response["Content-Disposition"] = f'attachment; filename="{lesson_id}-notebook.ipynb"'
    return response
