"""A browser in whose session a guest is."""

from django.test import Client

from grader.learners import SESSION_KEY
from grader.models import Learner


def guest_enter(client: Client, guest: Learner) -> Client:
    """Put a guest into a browser's session, and return the browser."""
    session = client.session
    session[SESSION_KEY] = str(guest.pk)
    session.save()
    return client
