from django.db import migrations

from newsroom.editing.roles import roles


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0004_rights_and_corrections"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [roles("news", "newsitem")]
