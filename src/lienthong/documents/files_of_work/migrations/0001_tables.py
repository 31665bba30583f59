from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("documents", "0010_old_register"), ("work", "0013_reasons")]
    operations = [
        migrations.CreateModel(
            name="FileOfWork",
            fields=[
                ("item", models.UUIDField(primary_key=True, serialize=False)),
                ("seat", models.IntegerField()),
                ("year", models.SmallIntegerField()),
                ("code", models.TextField()),
                ("years", models.SmallIntegerField()),
                ("sheets", models.IntegerField(null=True)),
                ("note", models.TextField(default="")),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "file_of_work",
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "year", "code"), name="file_of_work_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="FileContent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file", "item", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file", models.UUIDField()),
                ("item", models.UUIDField()),
                ("ordinal", models.IntegerField()),
            ],
            options={
                "db_table": "file_content",
                "indexes": [models.Index(fields=["item"], name="file_content_item")],
            },
        ),
        run_sql(__file__, "files.sql"),
    ]
