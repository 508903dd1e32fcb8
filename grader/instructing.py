"""Pages for instructors: whether each exercise's checks tell right from wrong, and which do."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.format.errors import ExerciseError
from grader.validations import matrix_get, validations_list


@require_safe
@staff_member_required
def validations(request: HttpRequest) -> HttpResponse:
    """List the exercises of the library, with what their last validation found."""
    return render(request, "grader/validations.html", {"overview": validations_list()})


@require_safe
@staff_member_required
def kill_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Show which check caught which mistake."""
    try:
        matrix = matrix_get(slug)
    except ExerciseError as error:
        raise Http404(str(error)) from None
    return render(request, "grader/kill_matrix.html", {"matrix": matrix})
