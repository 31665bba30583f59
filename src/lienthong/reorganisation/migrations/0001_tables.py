from lienthong.ground.migration import Before
import django.db.models.deletion
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
        ('work', '0002_laws'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('effective_on', models.DateField()),
                ('basis', models.TextField()),
                ('state', models.TextField(default='draft')),
                ('point_of_no_return', models.DateField()),
                ('digest', models.TextField()),
                ('made_by', models.IntegerField(null=True)),
                ('made_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('reversed_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'plan',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'approved', 'flipped', 'reversed'))), name='plan_state'), models.CheckConstraint(condition=models.Q(('point_of_no_return__gte', models.F('effective_on'))), name='plan_no_return_after_date'), models.UniqueConstraint(condition=models.Q(('state__in', ['approved', 'flipped'])), fields=('effective_on',), name='plan_one_a_date')],
            },
        ),
        migrations.CreateModel(
            name='DivisionRule',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('undivided', models.IntegerField()),
                ('no', models.IntegerField()),
                ('kind', models.TextField()),
                ('pattern', models.JSONField()),
                ('part', models.IntegerField()),
                ('plan', models.ForeignKey(db_column='plan', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'division_rule',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'item_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('part', models.IntegerField()),
                ('by', models.IntegerField(null=True)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('second_by', models.IntegerField(null=True)),
                ('item', models.ForeignKey(db_column='item', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='work.workitem')),
                ('rule', models.ForeignKey(db_column='rule', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reorganisation.divisionrule')),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'decision',
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'unit', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit', models.IntegerField()),
                ('totals', models.JSONField()),
                ('mandate', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'confirmation',
            },
        ),
        migrations.CreateModel(
            name='PlannedArea',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'area', blank=True, editable=False, primary_key=True, serialize=False)),
                ('area', models.IntegerField()),
                ('begins', models.BooleanField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'planned_area',
            },
        ),
        migrations.CreateModel(
            name='PlannedHeir',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'old', 'new', blank=True, editable=False, primary_key=True, serialize=False)),
                ('old', models.IntegerField()),
                ('new', models.IntegerField()),
                ('is_partial', models.BooleanField()),
                ('is_default', models.BooleanField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'planned_heir',
            },
        ),
        migrations.CreateModel(
            name='PlannedHolding',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'jurisdiction', blank=True, editable=False, primary_key=True, serialize=False)),
                ('jurisdiction', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('reversal_unit', models.IntegerField()),
                ('is_new', models.BooleanField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'planned_holding',
            },
        ),
        migrations.CreateModel(
            name='PlannedUnit',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'unit', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit', models.IntegerField()),
                ('begins', models.BooleanField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'planned_unit',
            },
        ),
        migrations.CreateModel(
            name='PlanSignature',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'mandate', blank=True, editable=False, primary_key=True, serialize=False)),
                ('mandate', models.IntegerField()),
                ('person', models.IntegerField()),
                ('digest', models.TextField()),
                ('at', models.DateTimeField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'plan_signature',
            },
        ),
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('is_live', models.BooleanField()),
                ('numbers', models.JSONField()),
                ('sha256', models.TextField()),
                ('plan', models.ForeignKey(db_column='plan', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'reconciliation',
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('pk', models.CompositePrimaryKey('plan_id', 'no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('no', models.IntegerField()),
                ('kind', models.TextField()),
                ('source', models.JSONField()),
                ('target', models.JSONField()),
                ('field', models.TextField(null=True)),
                ('basis', models.TextField()),
                ('plan', models.ForeignKey(db_column='plan', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.plan')),
            ],
            options={
                'db_table': 'transition',
            },
        ),
        migrations.AddConstraint(
            model_name='divisionrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('words', 'neighbourhood', 'point', 'field'))), name='division_rule_kind'),
        ),
        migrations.AddConstraint(
            model_name='divisionrule',
            constraint=models.UniqueConstraint(fields=('plan', 'undivided', 'no'), name='division_rule_order'),
        ),
        migrations.AddIndex(
            model_name='plannedholding',
            index=models.Index(fields=['jurisdiction'], name='planned_holding_basket'),
        ),
        migrations.AddConstraint(
            model_name='transition',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('merge', 'split', 'extract', 'move', 'rename', 'dissolve', 'transfer_competence'))), name='transition_kind'),
        ),
    ]
