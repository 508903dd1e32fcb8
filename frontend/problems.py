"""Errors of the HTTP API as problem details (RFC 9457)."""

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An error that a client may read: status, title, detail and extra members."""

    def __init__(self, status: int, title: str, detail: str = "", **extra: object) -> None:
        super().__init__(f"{status} {title}: {detail}" if detail else f"{status} {title}")
        self.status = status
        self.title = title
        self.detail = detail
        self.extra = extra

    def members(self, *, instance: str | None = None) -> dict[str, object]:
        """The JSON object to send; `instance` is the path that was asked for."""
        members: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
        }
        if self.detail:
            members["detail"] = self.detail
        if instance:
            members["instance"] = instance
        return {**self.extra, **members}
