
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.TextField(unique=True)),
                ('secret', models.BinaryField()),
                ('channel', models.TextField()),
                ('text', models.TextField()),
                ('place', models.TextField(default='')),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('ward', models.IntegerField(null=True)),
                ('old_ward', models.IntegerField(null=True)),
                ('answer_hours', models.IntegerField()),
                ('reopened', models.SmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'report',
            },
        ),
        migrations.CreateModel(
            name='Reporter',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('phone', models.TextField(default='')),
                ('email', models.TextField(default='')),
                ('anonymous', models.BooleanField()),
            ],
            options={
                'db_table': 'reporter',
            },
        ),
        migrations.CreateModel(
            name='ReportField',
            fields=[
                ('name', models.TextField(primary_key=True, serialize=False)),
                ('position', models.SmallIntegerField()),
                ('covers', models.TextField(default='')),
                ('answer_hours', models.IntegerField()),
                ('is_ours', models.BooleanField(default=True)),
            ],
            options={
                'db_table': 'report_field',
            },
        ),
        migrations.CreateModel(
            name='ReportEntry',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('item', models.UUIDField(db_index=True)),
                ('kind', models.TextField()),
                ('text', models.TextField()),
                ('unit', models.IntegerField(null=True)),
                ('to_unit', models.IntegerField(null=True)),
                ('mandate', models.IntegerField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'report_entry',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['answer', 'transfer', 'refusal', 'reopening'])), name='report_entry_kind')],
            },
        ),
    ]
