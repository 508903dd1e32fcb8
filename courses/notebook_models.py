"""Theory notebooks as loaded from the repository, and readers' runs of their cells."""

from django.db import models
from django.db.models import Q

from courses.links import notebook_url
from courses.loaded import Content
from grader.models import Learner


class Notebook(Content):
    """A lesson's notebook: what its cells share."""

    id = models.SlugField(primary_key=True, max_length=80)
    lesson = models.ForeignKey("courses.Lesson", on_delete=models.PROTECT, related_name="notebooks")
    title = models.CharField(max_length=200)
    html = models.TextField(help_text="What is said above the setup.")
    setup = models.TextField(help_text="The code that runs before each cell's.")
    setup_html = models.TextField()
    files = models.JSONField(help_text="The data that cells find where they run, by name.")
    ipynb = models.TextField(help_text="The whole, with its outputs, to download.")

    class Meta:
        ordering = ("lesson",)
        constraints = (
            models.UniqueConstraint(
                fields=["lesson"],
                condition=Q(is_retired=False),
                name="notebook_one_per_lesson",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return notebook_url(self.lesson_id)


class NotebookCell(Content):
    """A demo, with what came of it in our own sandbox."""

    id = models.CharField(primary_key=True, max_length=200)
    notebook = models.ForeignKey(Notebook, on_delete=models.PROTECT, related_name="cells")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    html = models.TextField()
    code = models.TextField()
    code_html = models.TextField()
    output = models.TextField(blank=True)
    drawings = models.JSONField(default=list, help_text="SVG and label, as the sandbox drew them.")
    figures = models.JSONField(default=list, help_text="The same, cleaned and themed for the page.")
    time_s = models.FloatField()
    run_hash = models.CharField(max_length=64, help_text="Of all that decides the output.")

    class Meta:
        ordering = ("notebook", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["notebook", "position"],
                condition=Q(is_retired=False),
                name="notebook_cell_position_unique",
            ),
            models.UniqueConstraint(
                fields=["notebook", "slug"],
                condition=Q(is_retired=False),
                name="notebook_cell_slug_unique",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class CellRun(models.Model):
    """One run of a cell, with the code that a reader made of it; kept for a day."""

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    class Verdict(models.TextChoices):
        """How a run ended, in the words that submissions use."""

        PASSED = "passed"
        FAILED = "failed"
        ERROR = "error"
        TIMEOUT = "timeout"
        MEMORY = "memory"
        OUTPUT_LIMIT = "output limit"
        REFUSED = "refused"
        INTERNAL_ERROR = "internal error"

    id = models.UUIDField(primary_key=True, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="cell_runs")
    cell = models.ForeignKey(NotebookCell, on_delete=models.PROTECT, related_name="runs")
    code = models.TextField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    rung_at = models.DateTimeField(help_text="When the broker was last sent this run's id.")
    fencing_token = models.PositiveIntegerField(default=0, help_text="Grows with every claim.")
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    internal_failures = models.PositiveSmallIntegerField(default=0)
    internal_error = models.TextField(blank=True, help_text="The last failure of ours.")
    finished_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=16, choices=Verdict.choices, blank=True)
    message = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    traceback = models.TextField(blank=True)
    output = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    time_s = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_expires_at__isnull=False),
                name="cell_run_running_has_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="done", finished_at__isnull=False) & ~Q(verdict="")
                | ~Q(state="done") & Q(verdict=""),
                name="cell_run_done_has_a_verdict",
            ),
        )
        indexes = (
            models.Index(fields=["learner", "-created_at"], name="cell_run_of_learner"),
            models.Index(fields=["created_at"], name="cell_run_age"),
            models.Index(fields=["rung_at"], condition=~Q(state="done"), name="cell_run_open"),
        )

    def __str__(self) -> str:
        return f"run {self.pk} of {self.cell_id}"
