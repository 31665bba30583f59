
import django.contrib.postgres.fields.ranges
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('person', models.IntegerField(db_index=True)),
                ('username', models.TextField(unique=True)),
                ('password', models.TextField(default='')),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'db_table': 'account',
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('person', models.IntegerField(db_index=True)),
                ('post', models.IntegerField(db_index=True)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('temporary', models.BooleanField()),
                ('basis', models.TextField()),
            ],
            options={
                'db_table': 'mandate',
            },
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('pk', models.CompositePrimaryKey('post', 'unit', blank=True, editable=False, primary_key=True, serialize=False)),
                ('post', models.IntegerField()),
                ('unit', models.IntegerField()),
            ],
            options={
                'db_table': 'oversight',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('unit', models.IntegerField(db_index=True)),
                ('section', models.TextField()),
                ('role', models.TextField()),
                ('title', models.TextField()),
            ],
            options={
                'db_table': 'post',
            },
        ),
        migrations.CreateModel(
            name='Access',
            fields=[
                ('digest', models.BinaryField(primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('account', models.IntegerField(null=True)),
                ('mandate', models.IntegerField(null=True)),
                ('label', models.TextField()),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'access',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['session', 'token', 'reader', 'guest'])), name='access_kind')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('folded', models.TextField()),
            ],
            options={
                'db_table': 'person',
                'indexes': [models.Index(fields=['folded'], name='person_folded')],
            },
        ),
    ]
