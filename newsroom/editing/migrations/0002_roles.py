from django.db import migrations

from newsroom.editing.roles import looking


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [looking("editing", "publishlogentry")]
