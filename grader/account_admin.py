"""Accounts in the operators' site: deleting one erases all that its owner did."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from grader.erasing import accounts_erase


class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in its stub only
    """Accounts. A cascade of Django's own would leave sessions, and race with workers."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        accounts_erase([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        accounts_erase(list(queryset.values_list("pk", flat=True)))


def register() -> None:
    """Take the place of Django's own page of accounts."""
    admin.site.unregister(get_user_model())
    admin.site.register(get_user_model(), AccountAdmin)
