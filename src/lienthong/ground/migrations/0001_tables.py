
import django.contrib.postgres.indexes
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Book',
            fields=[
                ('pk', models.CompositePrimaryKey('unit', 'code', 'year', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit', models.IntegerField()),
                ('code', models.TextField()),
                ('year', models.IntegerField()),
                ('last', models.IntegerField()),
            ],
            options={
                'db_table': 'book',
            },
        ),
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('actor', 'key', 'act', blank=True, editable=False, primary_key=True, serialize=False)),
                ('actor', models.TextField()),
                ('key', models.TextField()),
                ('act', models.TextField()),
                ('asked', models.TextField()),
                ('answer', models.JSONField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'answer',
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('digest', models.TextField(primary_key=True, serialize=False)),
                ('size', models.IntegerField()),
                ('content_type', models.TextField()),
                ('kept_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'stored_file',
            },
        ),
        migrations.CreateModel(
            name='JournalDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.IntegerField()),
                ('day', models.DateField()),
                ('seq', models.IntegerField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_day',
                'constraints': [models.UniqueConstraint(fields=('unit', 'day'), name='journal_day_key')],
            },
        ),
        migrations.CreateModel(
            name='JournalLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('act', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('verb', models.TextField()),
                ('item', models.UUIDField(null=True)),
                ('jurisdiction', models.IntegerField(null=True)),
                ('unit', models.IntegerField(null=True)),
                ('mandate', models.IntegerField(null=True)),
                ('facts', models.JSONField()),
                ('seq', models.IntegerField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'db_table': 'journal',
                'indexes': [models.Index(fields=['item', 'seq'], name='journal_item'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='journal_at'), models.Index(condition=models.Q(('item', None)), fields=['unit', 'id'], name='journal_unit')],
            },
        ),
        migrations.CreateModel(
            name='World',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('kind', models.TextField()),
                ('clock_offset', models.DurationField()),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'world',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='world_is_one'), models.CheckConstraint(condition=models.Q(('kind__in', ['live', 'trial'])), name='world_kind')],
            },
        ),
    ]
