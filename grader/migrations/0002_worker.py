import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grader", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(help_text="Of the Celery node.", max_length=200)),
                (
                    "queues",
                    models.JSONField(
                        default=list, help_text="Those that it takes gradings from."
                    ),
                ),
                (
                    "host",
                    models.CharField(
                        help_text="The machine, its kernel and its Python.", max_length=300
                    ),
                ),
                (
                    "sandbox",
                    models.CharField(help_text="What held when it started.", max_length=300),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "seen_at",
                    models.DateTimeField(
                        help_text="When it beat last, by the database's clock."
                    ),
                ),
            ],
            options={"ordering": ("name", "-started_at")},
        ),
    ]
