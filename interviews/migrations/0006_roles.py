from django.db import migrations

from newsroom.editing.roles import roles


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0005_rights_minor_changes_and_corrections"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [roles("interviews", "interview", parts=["exchange"])]
