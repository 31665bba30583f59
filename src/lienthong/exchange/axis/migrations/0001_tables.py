import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Q

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Ways to other installations, what goes out by them, what came."""

    initial = True
    dependencies = [
        ("addressing", "0002_axis"),
        ("documents", "0012_dispatch"),
        ("exchange", "0002_laws"),
        ("ground", "0005_tail"),
        ("units", "0013_is_undecided"),
    ]
    operations = [
        migrations.CreateModel(
            name="AxisConnector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                (
                    "prefixes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("kind", models.TextField()),
                ("place", models.TextField()),
                ("token_file", models.TextField(default="")),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("mandate", models.IntegerField()),
            ],
            options={
                "db_table": "axis_connector",
                "constraints": [
                    models.CheckConstraint(
                        name="axis_connector_kind", condition=Q(("kind__in", ["folder", "http"]))
                    ),
                    models.UniqueConstraint(
                        name="axis_connector_named_once", fields=["name"], condition=Q(("until__isnull", True))
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AxisConsignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seat", models.IntegerField(null=True)),
                ("kind", models.TextField()),
                ("document", models.UUIDField(null=True)),
                ("item", models.UUIDField(null=True)),
                ("outside", models.SmallIntegerField(null=True)),
                ("arrival", models.BigIntegerField(null=True)),
                ("line", models.BigIntegerField()),
                ("code", models.TextField(default="")),
                ("words", models.TextField(default="")),
                ("to_id", models.TextField()),
                ("to_name", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("state", models.TextField(default="waiting")),
                ("tries", models.SmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("connector", models.BigIntegerField(null=True)),
                ("answer", models.TextField(default="")),
            ],
            options={
                "db_table": "axis_consignment",
                "indexes": [
                    models.Index(
                        name="axis_consignment_due", fields=["next_at"], condition=Q(("state", "waiting"))
                    ),
                    models.Index(name="axis_consignment_item", fields=["item", "to_id"]),
                    models.Index(name="axis_consignment_seat", fields=["seat", "id"]),
                    models.Index(
                        name="axis_consignment_document",
                        fields=["document"],
                        condition=Q(("document__isnull", False)),
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="axis_consignment_state",
                        condition=Q(("state__in", ["waiting", "sent", "given_up"])),
                    ),
                    models.UniqueConstraint(
                        name="axis_consignment_once",
                        fields=["line", "item", "outside", "arrival", "code"],
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AxisArrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.TextField()),
                ("seat", models.IntegerField(null=True)),
                ("item", models.UUIDField(null=True)),
                ("kind", models.TextField()),
                ("code", models.TextField(default="")),
                ("from_id", models.TextField(default="")),
                ("from_name", models.TextField(default="")),
                ("to_id", models.TextField(default="")),
                ("sign", models.TextField(default="")),
                ("dated", models.DateField(null=True)),
                ("document_id", models.TextField(default="")),
                ("state", models.TextField()),
                ("answer", models.TextField(default="")),
                ("way", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "axis_arrival",
                "indexes": [
                    models.Index(
                        name="axis_arrival_item", fields=["item"], condition=Q(("item__isnull", False))
                    ),
                    models.Index(name="axis_arrival_seat", fields=["seat", "id"]),
                    models.Index(name="axis_arrival_document", fields=["document_id"]),
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="axis_arrival_state",
                        condition=Q(("state__in", ["taken", "repeated", "refused"])),
                    ),
                    models.UniqueConstraint(name="axis_arrival_once", fields=["digest", "to_id"]),
                ],
            },
        ),
        run_sql(__file__, "laws.sql"),
    ]
