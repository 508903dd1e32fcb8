"""The page on which learners take their data away, or erase it."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from frontend.problems import Problem
from frontend.templatetags.descent import namespace_of
from grader.erasing import learners_erase
from grader.exporting import export_response, own_counts
from grader.learners import LearnerGoneError, learner_get, learner_get_or_create
from grader.models import Learner
from grader.own_rows import ASSENT
from grader.throttling import password_check


class PasswordForm(ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The account's password once more: who finds a browser open cannot erase it."""

    def __init__(self, data: Any, *, learner: Learner) -> None:
        self._learner = learner
        super().__init__(data, user=learner.user)

    def clean_password(self) -> str:
        try:
            password_check(self._learner)
        except Problem as problem:
            raise forms.ValidationError(problem.detail) from None
        return str(super().clean_password())


class AssentForm(forms.Form):
    """A guest has no password; so that nothing is erased by a slip, they type what they want."""

    assent = forms.CharField(label=f"Type “{ASSENT}”", max_length=100)

    def clean_assent(self) -> str:
        assent = str(self.cleaned_data["assent"])
        if " ".join(assent.split()).casefold() != ASSENT:
            raise forms.ValidationError(f"This says something else than “{ASSENT}”.")
        return assent


@require_safe
@never_cache
def your_data(request: HttpRequest) -> HttpResponse:
    """Show what is kept."""
    return render(request, "grader/your_data.html", {"counts": _counts(_learner(request))})


@require_safe
@never_cache
def download(request: HttpRequest) -> HttpResponseBase:
    """Send all of it as an attachment."""
    learner = _learner(request)
    if learner is None:
        return redirect("grader:your_data")
    try:
        return export_response(learner)
    except LearnerGoneError:
        return redirect("grader:your_data")
    except Problem as problem:
        context = {"counts": _counts(learner), "problem": problem}
        response = render(request, "grader/your_data.html", context, status=problem.status)
        response["Retry-After"] = str(problem.extra["retry_after_s"])
        return response


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: HttpRequest) -> HttpResponse:
    """Say what would be lost, ask for the password or a guest's assent, and erase."""
    learner = _learner(request)
    if learner is None:
        return redirect("grader:your_data")
    form = _form(request, learner)
    if request.method == "POST" and form.is_valid():
        return _erased(request, learner)
    context = {"counts": _counts(learner), "form": form}
    return render(request, "grader/your_data_delete.html", context)


def _learner(request: HttpRequest) -> Learner | None:
    """Return who asks; an account that did nothing yet can go too."""
    if request.user.is_authenticated:
        return learner_get_or_create(request)
    return learner_get(request)


def _counts(learner: Learner | None) -> list[tuple[str, int | None]]:
    return own_counts(learner) if learner else []


def _form(request: HttpRequest, learner: Learner) -> forms.Form:
    sent: Any = request.POST if request.method == "POST" else None
    return AssentForm(sent) if learner.is_guest else PasswordForm(sent, learner=learner)


def _erased(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Erase, and say goodbye at once: an address of its own would clear a browser for anybody."""
    namespace = namespace_of(request.user)
    try:
        learners_erase([learner.pk], are_guests=learner.is_guest)
    except LearnerGoneError:
        return redirect("grader:your_data")
    logout(request)
    return render(request, "grader/goodbye.html", {"namespace": namespace})
