
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('severity', models.TextField()),
                ('activity', models.TextField(default='')),
                ('text', models.TextField()),
                ('resolution', models.TextField(default='')),
                ('resolver_unit', models.IntegerField(null=True)),
            ],
            options={
                'db_table': 'incident',
                'constraints': [models.CheckConstraint(condition=models.Q(('severity__in', ['low', 'medium', 'high', 'critical'])), name='incident_severity')],
            },
        ),
    ]
