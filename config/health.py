"""The address that tells a load balancer, and `make run`, that this process can serve."""

from django.http import HttpRequest, HttpResponse

from grader.presence import devices_up


def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, and say which devices a worker is up for.

    Without a worker the site still serves: what is submitted waits.
    """
    devices = ", ".join(devices_up()) or "nothing, as no grading worker is up"
    return HttpResponse(f"ok\ngrades on {devices}\n", content_type="text/plain")
