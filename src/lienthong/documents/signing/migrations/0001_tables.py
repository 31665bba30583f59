from django.db import migrations, models
from django.db.models import Q

from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Certificates that count here, the signatures of letters, and what was found of signatures that came in."""

    initial = True
    dependencies = [("documents", "0010_old_register"), ("layout", "0001_prints")]
    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person", models.IntegerField(null=True)),
                ("unit", models.IntegerField(null=True)),
                ("content", models.BinaryField()),
                ("chain", models.BinaryField(db_default=b"")),
                ("subject", models.TextField()),
                ("issuer", models.TextField()),
                ("serial", models.TextField()),
                ("public_key", models.TextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("at_server", models.BooleanField(default=False)),
                ("is_trial", models.BooleanField(default=False)),
                ("registered_at", models.DateTimeField()),
                ("registered_by", models.IntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "certificate",
                "indexes": [
                    models.Index(
                        condition=Q(withdrawn_at=None), fields=["person"], name="certificate_person"
                    ),
                    models.Index(condition=Q(withdrawn_at=None), fields=["unit"], name="certificate_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(withdrawn_at=None), fields=("issuer", "serial"), name="certificate_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(person__isnull=True) ^ Q(unit__isnull=True),
                        name="certificate_is_somebodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSignature",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "document", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("document", models.UUIDField()),
                ("place", models.TextField()),
                ("id", models.UUIDField()),
                ("standing", models.TextField()),
                ("certificate", models.UUIDField()),
                ("mandate", models.IntegerField()),
                ("version", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("prepared", models.BinaryField(db_default=b"")),
                ("region_start", models.IntegerField(null=True)),
                ("region_end", models.IntegerField(null=True)),
                ("attributes", models.BinaryField(db_default=b"")),
                ("signature", models.BinaryField(db_default=b"")),
                ("digest", models.TextField(db_default="")),
                ("problem", models.TextField(db_default="")),
            ],
            options={"db_table": "letter_signature"},
        ),
        migrations.CreateModel(
            name="SignatureCheck",
            fields=[
                ("digest", models.TextField(primary_key=True, serialize=False)),
                ("lists", models.TextField()),
                ("checked_at", models.DateTimeField()),
                ("outcome", models.JSONField()),
            ],
            options={"db_table": "signature_check"},
        ),
        run_sql(__file__, "signing.sql"),
    ]
