"""Which pages may stand in a frame."""

from django.test import Client

from exercises.models import Exercise


def test_an_exercise_may_stand_in_a_frame_of_ours_without_the_header(
    exercise: Exercise, client: Client
) -> None:
    address = f"/exercises/{exercise.slug}/"
    framed = client.get(address, headers={"Sec-Fetch-Dest": "iframe"})
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "Sec-Fetch-Dest" in framed["Vary"]
    assert "page-beside" in framed.content.decode()
    assert "page-beside" not in client.get(address).content.decode()


def test_no_other_page_may(exercise: Exercise, client: Client) -> None:
    assert client.get("/exercises/")["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get("/exercises/")["Content-Security-Policy"]
