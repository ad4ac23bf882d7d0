import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0003_released")]

    operations = [
        migrations.CreateModel(
            name="EarlierWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(blank=True, verbose_name="question")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                ("is_shown", models.BooleanField(default=False, verbose_name="show to readers")),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_wordings",
                        to="interviews.exchange",
                        verbose_name="exchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier wording",
                "verbose_name_plural": "earlier wordings",
                "ordering": ["-replaced_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange", "replaced_at"),
                        name="interviews_earlierwording_once_at_a_time",
                    )
                ],
            },
        ),
    ]
