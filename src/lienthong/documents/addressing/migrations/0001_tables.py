import django.contrib.postgres.fields
from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("documents", "0010_old_register"), ("work", "0013_reasons")]
    operations = [
        migrations.CreateModel(
            name="PersonAddressee",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "document", "mandate", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("document", models.UUIDField()),
                ("mandate", models.IntegerField()),
                ("item", models.UUIDField(null=True)),
            ],
            options={"db_table": "person_addressee"},
        ),
        migrations.CreateModel(
            name="OutsideAddressee",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "document", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("document", models.UUIDField()),
                ("ordinal", models.SmallIntegerField()),
                ("name", models.TextField()),
                ("address", models.TextField()),
                ("way", models.TextField()),
                ("received_at", models.DateTimeField(null=True)),
                ("receipt", models.TextField(default="", db_default="")),
            ],
            options={"db_table": "outside_addressee"},
        ),
        migrations.CreateModel(
            name="AddresseeGroup",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("seat", models.IntegerField()),
                ("name", models.TextField()),
                (
                    "units",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                ("is_for_all", models.BooleanField(default=False)),
                ("mandate", models.IntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "addressee_group",
                "constraints": [
                    models.UniqueConstraint(fields=["seat", "name"], name="addressee_group_named_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideBody",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("seat", models.IntegerField()),
                ("name", models.TextField()),
                ("address", models.TextField()),
                ("way", models.TextField()),
            ],
            options={
                "db_table": "outside_body",
                "constraints": [
                    models.UniqueConstraint(fields=["seat", "name"], name="outside_body_named_once")
                ],
            },
        ),
        run_sql(__file__, "addressing.sql"),
    ]
