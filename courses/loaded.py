"""What all rows that come from the repository share."""

from django.db import models


class Content(models.Model):
    """A row that `load_content` writes."""

    is_retired = models.BooleanField(
        default=False,
        db_index=True,
        help_text="No longer in the repository; kept for learners' rows.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
