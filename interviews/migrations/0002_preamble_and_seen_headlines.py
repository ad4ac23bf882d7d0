import django.db.models.lookups
from django.db import migrations, models

from newsroom.publication.markup import ELLIPSIS, opening, plain

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
TRIMMED = models.Func("headline", models.Value(BLANKS), function="TRIM")


def mend(apps, schema_editor):
    """Give an interview whose headline cannot be seen the name by which lists knew it."""
    interviews = apps.get_model("interviews", "Interview").objects.using(
        schema_editor.connection.alias
    )
    for interview in interviews.alias(trimmed=TRIMMED).filter(trimmed=""):
        start, rest = opening(plain(interview.lead).strip(BLANKS), 90)
        label = start + ELLIPSIS if rest else start
        interview.headline = label or f"{interview.date:%d.%m.%Y}"
        interview.save(update_fields=["headline"])


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="interview",
            name="preamble",
            field=models.TextField(
                blank=True,
                help_text="What was said or told before the first question: an opening statement, a word of the moderator. Read between the lead and the first question.",
                verbose_name="preamble",
            ),
        ),
        migrations.AlterField(
            model_name="exchange",
            name="answered_by",
            field=models.CharField(
                blank=True,
                help_text="The name as the document gives it; leave empty where one person answers throughout.",
                max_length=200,
                verbose_name="answered by",
            ),
        ),
        migrations.AlterField(
            model_name="exchange",
            name="asked_by",
            field=models.CharField(
                blank=True,
                help_text="The name as the document gives it; leave empty where one person asks throughout.",
                max_length=200,
                verbose_name="asked by",
            ),
        ),
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("headline", ""),
                    models.Q(django.db.models.lookups.Exact(TRIMMED, ""), _negated=True),
                    _connector="OR",
                ),
                name="interviews_interview_headline_can_be_seen",
                violation_error_message="The headline holds only blanks: write words that readers can see.",
            ),
        ),
    ]
