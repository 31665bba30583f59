
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BridgeCode',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('code', models.TextField()),
                ('drawn', models.SmallIntegerField(default=1)),
            ],
            options={
                'db_table': 'bridge_code',
            },
        ),
        migrations.CreateModel(
            name='BridgePoint',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('meeting', models.UUIDField(db_index=True)),
                ('joined_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('left_reason', models.TextField(default='')),
                ('joins', models.SmallIntegerField(default=0)),
            ],
            options={
                'db_table': 'bridge_point',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('convenor', models.IntegerField()),
            ],
            options={
                'db_table': 'meeting',
            },
        ),
        migrations.CreateModel(
            name='WrongCode',
            fields=[
                ('pk', models.CompositePrimaryKey('item', 'drawn', blank=True, editable=False, primary_key=True, serialize=False)),
                ('item', models.UUIDField()),
                ('drawn', models.SmallIntegerField()),
                ('wrong', models.SmallIntegerField(default=1)),
            ],
            options={
                'db_table': 'wrong_code',
            },
        ),
    ]
