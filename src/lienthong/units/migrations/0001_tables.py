import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('code', models.TextField()),
                ('rank', models.TextField()),
                ('name', models.TextField()),
                ('kind', models.TextField()),
                ('folded', models.TextField()),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('district', models.ForeignKey(db_column='district', db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
                ('province', models.ForeignKey(db_column='province', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
            ],
            options={
                'db_table': 'area',
            },
        ),
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('area', models.OneToOneField(db_column='area', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='units.area')),
                ('geometry', models.JSONField()),
                ('min_lon', models.FloatField()),
                ('min_lat', models.FloatField()),
                ('max_lon', models.FloatField()),
                ('max_lat', models.FloatField()),
            ],
            options={
                'db_table': 'boundary',
            },
        ),
        migrations.CreateModel(
            name='AreaHeir',
            fields=[
                ('pk', models.CompositePrimaryKey('old_id', 'new_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('is_partial', models.BooleanField()),
                ('is_default', models.BooleanField()),
                ('new', models.ForeignKey(db_column='new', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
                ('old', models.ForeignKey(db_column='old', db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
            ],
            options={
                'db_table': 'area_heir',
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('code', models.TextField()),
                ('body', models.TextField()),
                ('name', models.TextField()),
                ('short_name', models.TextField()),
                ('abbreviation', models.TextField()),
                ('agency', models.TextField(null=True)),
                ('basis', models.TextField()),
                ('side', models.TextField()),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('area', models.ForeignKey(db_column='area', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
                ('superior', models.ForeignKey(db_column='superior', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit')),
            ],
            options={
                'db_table': 'unit',
            },
        ),
        migrations.CreateModel(
            name='Jurisdiction',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('field', models.TextField(null=True)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('area', models.ForeignKey(db_column='area', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.area')),
                ('parent', models.ForeignKey(db_column='parent', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.jurisdiction')),
                ('unit', models.ForeignKey(db_column='unit', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit')),
            ],
            options={
                'db_table': 'jurisdiction',
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('jurisdiction', models.ForeignKey(db_column='jurisdiction', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.jurisdiction')),
                ('unit', models.ForeignKey(db_column='unit', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit')),
            ],
            options={
                'db_table': 'holding',
            },
        ),
        migrations.AddIndex(
            model_name='area',
            index=models.Index(fields=['folded'], name='area_folded'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ['province', 'district', 'commune'])), name='area_rank'),
        ),
        migrations.AddConstraint(
            model_name='areaheir',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('old',), name='area_heir_one_default'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['government', 'party'])), name='unit_side'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', True), ('area__isnull', False)), models.Q(('agency__isnull', False), ('area__isnull', True)), _connector='OR'), name='unit_has_area_or_agency'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', False), ('field', None), ('kind', 'territory'), ('parent', None), ('unit', None)), models.Q(('area', None), ('field', None), ('kind', 'seat'), ('parent', None), ('unit__isnull', False)), models.Q(('field__isnull', False), ('kind', 'competence'), ('parent', None), ('unit__isnull', False)), models.Q(('area__isnull', False), ('kind', 'part'), ('parent__isnull', False), ('unit', None)), models.Q(('field__isnull', False), ('kind', 'part'), ('parent__isnull', False), ('unit', None)), _connector='OR'), name='jurisdiction_shape'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'territory')), fields=('area',), name='jurisdiction_one_territory'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'seat')), fields=('unit',), name='jurisdiction_one_seat'),
        ),
        migrations.AddConstraint(
            model_name='jurisdiction',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'part')), fields=('parent', 'area', 'field'), name='jurisdiction_part_once', nulls_distinct=False),
        ),
    ]
