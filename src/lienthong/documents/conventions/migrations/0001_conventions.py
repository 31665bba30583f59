from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What a body has decided about its own letters; series that run over a committee's term."""

    initial = True
    dependencies = [("documents", "0010_old_register"), ("ground", "0011_door"), ("units", "0015_counted_books")]
    operations = [
        migrations.CreateModel(
            name="SectionAbbreviation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.IntegerField()),
                ("key", models.TextField()),
                ("since", models.DateField()),
                ("section", models.TextField()),
                ("abbreviation", models.TextField()),
                ("basis", models.TextField()),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "section_abbreviation",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["unit", "key", "since"], name="section_abbreviation_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeTerm",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit", models.IntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("basis", models.TextField()),
                ("series", models.DateField()),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "committee_term",
                "constraints": [
                    models.UniqueConstraint(fields=["unit", "starts_on"], name="committee_term_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftingRule",
            fields=[
                ("unit", models.IntegerField(primary_key=True, serialize=False)),
                ("is_checked", models.BooleanField()),
                ("mandate", models.IntegerField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "drafting_rule"},
        ),
        run_sql(__file__, "series.sql"),
    ]
