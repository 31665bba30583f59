from lienthong.ground.migration import Before, run_owner_sql
from django.db import migrations, models


class Migration(Before):

    dependencies = [
        ("reorganisation", "0009_archives"),
    ]

    operations = [
        migrations.CreateModel(
            name='ParsedAddress',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('reading', models.SmallIntegerField()),
                ('street', models.TextField()),
                ('spelt', models.TextField()),
                ('words', models.TextField()),
            ],
            options={
                'db_table': 'parsed_address',
            },
        ),
        migrations.AlterField(
            model_name='divisionrule',
            name='part',
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name='divisionrule',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[run_owner_sql("reorganisation/divisions", "divisions.sql")],
            state_operations=[
                migrations.RemoveConstraint(model_name='divisionrule', name='division_rule_kind'),
                migrations.AddConstraint(
                    model_name='divisionrule',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('words', 'neighbourhood', 'point', 'field', 'commune'))), name='division_rule_kind'),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name='divisionrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'commune'), ('part__isnull', False), _connector='OR'), name='division_rule_part'),
        ),
    ]
