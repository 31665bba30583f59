from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):

    dependencies = [
        ('reorganisation', '0005_checked_together'),
        ("ground", "0003_origin"),
        ("procedures", "0003_origin"),
        ("documents", "0003_origin"),
        ("reports", "0003_origin"),
    ]

    operations = [
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
        run_owner_sql("joining", "differences.sql"),
        run_owner_sql("joining", "changes.sql"),
        run_owner_sql("joining", "signing.sql"),
        run_owner_sql("joining", "people.sql"),
        run_owner_sql("joining", "join_work.sql"),
        run_owner_sql("joining", "books.sql"),
        run_owner_sql("joining", "act.sql"),
    ]
