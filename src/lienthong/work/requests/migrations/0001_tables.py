from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    initial = True
    dependencies = [("work", "0003_archives")]
    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("item", models.UUIDField(primary_key=True, serialize=False)),
                ("question", models.TextField()),
                ("answer", models.TextField(default="")),
                ("reason", models.TextField(default="")),
            ],
            options={"db_table": "request"},
        ),
    ]
