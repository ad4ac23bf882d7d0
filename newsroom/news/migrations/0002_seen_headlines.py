import django.db.models.lookups
from django.db import migrations, models

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
TRIMMED = models.Func("headline", models.Value(BLANKS), function="TRIM")


def mend(apps, schema_editor):
    """Take away a headline that cannot be seen; where there is no lead, the date stands for it."""
    items = apps.get_model("news", "NewsItem").objects.using(schema_editor.connection.alias)
    for item in items.alias(trimmed=TRIMMED).filter(trimmed="").exclude(headline=""):
        item.headline = "" if item.lead else f"{item.date:%d.%m.%Y}"
        item.save(update_fields=["headline"])


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="newsitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("headline", ""),
                    models.Q(django.db.models.lookups.Exact(TRIMMED, ""), _negated=True),
                    _connector="OR",
                ),
                name="news_newsitem_headline_can_be_seen",
                violation_error_message="The headline holds only blanks: write words that readers can see.",
            ),
        ),
    ]
