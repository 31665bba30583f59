from django.db import migrations

from lienthong.ground.migration import Before


class Migration(Before):
    """Joining is a room of its own: its tables stay where they are, this room only ceases to speak of them."""

    dependencies = [("reorganisation", "0021_plan_lines")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("JoinedWorld"),
                migrations.DeleteModel("JoiningSignature"),
                migrations.DeleteModel("OfferedFile"),
            ]
        )
    ]
