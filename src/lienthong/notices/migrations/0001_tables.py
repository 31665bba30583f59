from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='MailAddress',
            fields=[
                ('person', models.IntegerField(primary_key=True, serialize=False)),
                ('address', models.TextField()),
            ],
            options={
                'db_table': 'mail_address',
            },
        ),
        migrations.CreateModel(
            name='ReadNotice',
            fields=[
                ('pk', models.CompositePrimaryKey('mandate', 'notice', blank=True, editable=False, primary_key=True, serialize=False)),
                ('mandate', models.IntegerField()),
                ('notice', models.BigIntegerField()),
            ],
            options={
                'db_table': 'notice_read',
            },
        ),
        migrations.CreateModel(
            name='ReadTo',
            fields=[
                ('mandate', models.IntegerField(primary_key=True, serialize=False)),
                ('notice', models.BigIntegerField()),
            ],
            options={
                'db_table': 'notice_read_to',
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('notice', models.BigIntegerField()),
                ('address', models.TextField()),
                ('state', models.TextField(default='waiting')),
                ('tries', models.SmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('answer', models.TextField(default='')),
            ],
            options={
                'db_table': 'mail',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='mail_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed'])), name='mail_state')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('line', models.BigIntegerField()),
                ('verb', models.TextField()),
                ('at', models.DateTimeField()),
                ('item', models.UUIDField(null=True)),
                ('audience', models.TextField()),
                ('unit', models.IntegerField(null=True)),
                ('seat', models.IntegerField(null=True)),
                ('mandate', models.IntegerField(null=True)),
                ('ability', models.TextField(default='')),
                ('section', models.TextField(default='')),
                ('by_mandate', models.IntegerField(null=True)),
                ('settled', models.BooleanField(default=False)),
                ('told_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'notice',
                'indexes': [models.Index(fields=['unit', 'id'], name='notice_unit'), models.Index(fields=['item'], name='notice_item'), models.Index(fields=['told_at'], name='notice_told')],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['person', 'ability', 'citizen'])), name='notice_audience')],
            },
        ),
    ]
