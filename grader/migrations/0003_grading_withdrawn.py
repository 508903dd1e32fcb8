from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grader", "0002_worker")]

    operations = [
        migrations.AlterField(
            model_name="grading",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Queued"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="queued",
                max_length=16,
            ),
        ),
    ]
