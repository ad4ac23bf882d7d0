from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interviews", "0002_preamble_and_seen_headlines")]

    operations = [
        migrations.AddIndex(
            model_name="interview",
            index=models.Index(
                fields=["published_at", "date"], name="interviews_interview_released"
            ),
        ),
    ]
