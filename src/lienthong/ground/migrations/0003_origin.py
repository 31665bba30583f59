from django.db import migrations, models

from lienthong.ground.migration import Before, run_sql


class Migration(Before):

    dependencies = [
        ('ground', '0002_laws'),
    ]

    operations = [
        migrations.AddField(
            model_name='world', name='origin', field=models.SmallIntegerField(db_default=79),
        ),
        migrations.AddField(
            model_name='journalline', name='origin', field=models.SmallIntegerField(db_default=0),
        ),
        migrations.CreateModel(
            name='JoinedDay',
            fields=[
                ('pk', models.CompositePrimaryKey('origin', 'unit', 'day', blank=True, editable=False, primary_key=True, serialize=False)),
                ('origin', models.SmallIntegerField()),
                ('unit', models.IntegerField()),
                ('day', models.DateField()),
                ('seq', models.IntegerField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'db_table': 'joined_day',
            },
        ),
        run_sql(__file__, "origin.sql"),
    ]
