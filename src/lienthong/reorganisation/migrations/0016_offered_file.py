from lienthong.ground.migration import Before, run_owner_sql
from django.db import migrations, models


class Migration(Before):

    dependencies = [
        ('reorganisation', '0015_drafting'),
    ]

    operations = [
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
        run_owner_sql("joining", "offered.sql"),
    ]
