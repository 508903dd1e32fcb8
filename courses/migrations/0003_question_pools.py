from django.db import migrations, models

SLOTS = ["belongs", "covers", "term", "use"]


def instances_fill(apps, schema_editor):
    """Questions stood in the order of the slots, and each was the one instance of itself."""
    for question in apps.get_model("courses", "Question").objects.all():
        question.slot = SLOTS[(question.position - 1) % len(SLOTS)]
        question.instances = [
            {
                "prompt_html": question.prompt_html,
                "explanation_html": question.explanation_html,
                "answer": question.answer,
                "wrong": [],
            }
        ]
        question.save(update_fields=["slot", "instances"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_drawings_and_concepts")]

    operations = [
        migrations.RemoveConstraint("question", "question_kind_known"),
        migrations.RemoveConstraint("question", "question_numeric_has_an_answer"),
        migrations.AddField(
            "question",
            "slot",
            models.CharField(
                choices=[
                    ("belongs", "where it belongs"),
                    ("covers", "what covers it"),
                    ("term", "the central term"),
                    ("use", "put to use"),
                ],
                default="belongs",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "question",
            "instances",
            models.JSONField(
                default=list,
                help_text="prompt_html, explanation_html, answer, wrong; one unless it is generated.",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "question",
            "symbols",
            models.JSONField(blank=True, default=list, help_text="What an expression may hold."),
        ),
        migrations.AddField(
            "question",
            "real",
            models.JSONField(blank=True, default=list, help_text="Symbols not only positive."),
        ),
        migrations.RunPython(instances_fill, migrations.RunPython.noop),
        migrations.RemoveField("question", "answer"),
        migrations.RemoveField("question", "prompt_html"),
        migrations.RemoveField("question", "explanation_html"),
        migrations.AlterField(
            "question",
            "kind",
            models.CharField(
                choices=[
                    ("single", "one option"),
                    ("multiple", "any number of options"),
                    ("numeric", "a number"),
                    ("expression", "an expression"),
                    ("ordering", "an order of steps"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "question",
            "options",
            models.JSONField(
                blank=True,
                default=list,
                help_text="id, html, is_correct, explanation_html; steps stand in their right order.",
            ),
        ),
        migrations.AlterField(
            "question",
            "position",
            models.PositiveSmallIntegerField(help_text="Among all variants of its part."),
        ),
        migrations.AddField(
            "answer",
            "instance",
            models.PositiveSmallIntegerField(
                default=0, help_text="Which instance of a generated question it answers."
            ),
        ),
        migrations.AlterField(
            "answer",
            "choice",
            models.JSONField(
                help_text="Option ids, a number, an expression, or the ids of steps in order."
            ),
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=models.Q(slot__in=["belongs", "covers", "term", "use"]),
                name="question_slot_known",
            ),
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["single", "multiple", "numeric", "expression", "ordering"]
                ),
                name="question_kind_known",
            ),
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=~models.Q(kind="numeric") | models.Q(relative_tolerance__gt=0),
                name="question_numeric_has_a_tolerance",
            ),
        ),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=~models.Q(instances=[]), name="question_has_an_instance"
            ),
        ),
    ]
