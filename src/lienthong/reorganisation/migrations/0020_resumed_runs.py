from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """How often a run was taken up again without getting further: not for ever."""

    dependencies = [("reorganisation", "0019_cheaper_commit")]
    operations = [
        migrations.AddField(
            model_name="rulerun",
            name="resumed",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
