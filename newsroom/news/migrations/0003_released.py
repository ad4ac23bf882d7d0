from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0002_seen_headlines")]

    operations = [
        migrations.AddIndex(
            model_name="newsitem",
            index=models.Index(fields=["published_at", "date"], name="news_newsitem_released"),
        ),
    ]
