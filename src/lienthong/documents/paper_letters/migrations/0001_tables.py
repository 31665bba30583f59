from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Letters issued on paper."""

    initial = True
    dependencies = [("documents", "0012_dispatch"), ("conventions", "0002_on_paper")]
    operations = [
        migrations.CreateModel(
            name="PaperLetter",
            fields=[
                ("document", models.UUIDField(primary_key=True, serialize=False)),
                ("dated", models.DateField()),
                ("signed_by", models.TextField()),
                ("addressees", models.TextField()),
                ("pages", models.IntegerField(null=True)),
                ("reason", models.TextField(db_default="")),
            ],
            options={"db_table": "paper_letter"},
        ),
        run_sql(__file__, "paper_letters.sql"),
    ]
