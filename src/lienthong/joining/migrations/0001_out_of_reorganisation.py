from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    """The tables stand since `reorganisation` made them; only which room speaks of them changes."""

    dependencies = [("reorganisation", "0022_joining_leaves")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='JoinedWorld',
                    fields=[
                        ('id', models.AutoField(primary_key=True, serialize=False)),
                        ('origin', models.SmallIntegerField()),
                        ('origins', ArrayField(base_field=models.SmallIntegerField(), size=None)),
                        ('name', models.TextField()),
                        ('file_sha256', models.TextField()),
                        ('exported_at', models.DateTimeField()),
                        ('state', models.TextField(default='waiting')),
                        ('report', models.JSONField()),
                        ('digest', models.TextField()),
                        ('changes_digest', models.TextField()),
                        ('checked_at', models.DateTimeField()),
                        ('joined_at', models.DateTimeField(null=True)),
                        ('outcome', models.JSONField(null=True)),
                    ],
                    options={
                        'db_table': 'joined_world',
                        'constraints': [
                            models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'joined', 'withdrawn'))), name='joined_world_state'),
                            models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('state',), name='joined_world_one_waits'),
                            models.UniqueConstraint(condition=models.Q(('state', 'joined')), fields=('origin',), name='joined_world_once'),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name='JoiningSignature',
                    fields=[
                        ('pk', models.CompositePrimaryKey('joining', 'mandate', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('joining', models.IntegerField()),
                        ('mandate', models.IntegerField()),
                        ('person', models.IntegerField()),
                        ('digest', models.TextField()),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'db_table': 'joining_signature',
                    },
                ),
                migrations.CreateModel(
                    name='OfferedFile',
                    fields=[
                        ('id', models.AutoField(primary_key=True, serialize=False)),
                        ('name', models.TextField()),
                        ('size', models.BigIntegerField()),
                        ('sha256', models.TextField()),
                        ('mandate', models.IntegerField()),
                        ('at', models.DateTimeField()),
                        ('state', models.TextField(default='received')),
                        ('tries', models.SmallIntegerField(db_default=0, default=0)),
                        ('told', models.TextField()),
                        ('refusal', models.JSONField(null=True)),
                        ('report', models.JSONField(null=True)),
                        ('joining', models.IntegerField(null=True)),
                    ],
                    options={
                        'db_table': 'offered_file',
                        'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('received', 'reading', 'waiting', 'blocked', 'refused'))), name='offered_file_state'), models.UniqueConstraint(condition=models.Q(('state__in', ['received', 'reading'])), fields=('sha256',), name='offered_file_once')],
                    },
                ),
            ]
        )
    ]
