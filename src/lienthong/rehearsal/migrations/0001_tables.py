import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('go_live_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'campaign',
            },
        ),
        migrations.CreateModel(
            name='CaseSecret',
            fields=[
                ('case', models.BigIntegerField(primary_key=True, serialize=False)),
                ('round', models.IntegerField(db_index=True)),
                ('nonce', models.TextField(db_index=True)),
                ('baseline', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'case_secret',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('round', models.IntegerField(db_index=True)),
                ('severity', models.TextField()),
                ('scenario', models.TextField()),
                ('step', models.TextField()),
                ('units', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('text', models.TextField()),
                ('owner', models.IntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('closed_round', models.IntegerField(null=True)),
            ],
            options={
                'db_table': 'finding',
            },
        ),
        migrations.CreateModel(
            name='InFlight',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('nonce', models.TextField()),
                ('code', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('jurisdiction', models.IntegerField(db_index=True)),
                ('is_for_people', models.BooleanField()),
                ('round', models.IntegerField(null=True)),
            ],
            options={
                'db_table': 'in_flight',
            },
        ),
        migrations.CreateModel(
            name='RoundUnit',
            fields=[
                ('pk', models.CompositePrimaryKey('round', 'unit', blank=True, editable=False, primary_key=True, serialize=False)),
                ('round', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('party_unit', models.IntegerField(null=True)),
                ('area', models.IntegerField()),
                ('code', models.TextField()),
                ('cast_posts', models.JSONField()),
                ('cast_words', models.JSONField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(default='')),
            ],
            options={
                'db_table': 'round_unit',
            },
        ),
        migrations.CreateModel(
            name='ScenarioPin',
            fields=[
                ('pk', models.CompositePrimaryKey('round', 'scenario', blank=True, editable=False, primary_key=True, serialize=False)),
                ('round', models.IntegerField()),
                ('scenario', models.TextField()),
                ('version', models.TextField()),
                ('system', models.TextField()),
                ('sha256', models.TextField()),
                ('content', models.TextField()),
            ],
            options={
                'db_table': 'scenario_pin',
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('pk', models.CompositePrimaryKey('campaign', 'unit', 'team', blank=True, editable=False, primary_key=True, serialize=False)),
                ('campaign', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('team', models.TextField()),
            ],
            options={
                'db_table': 'supervision',
            },
        ),
        migrations.CreateModel(
            name='Technician',
            fields=[
                ('pk', models.CompositePrimaryKey('campaign', 'unit', 'person', blank=True, editable=False, primary_key=True, serialize=False)),
                ('campaign', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('person', models.IntegerField()),
            ],
            options={
                'db_table': 'technician',
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('expectation', models.BigIntegerField()),
                ('round', models.IntegerField()),
                ('number', models.SmallIntegerField()),
                ('verdict', models.TextField()),
                ('actor', models.IntegerField(null=True)),
                ('actor_kind', models.TextField(default='')),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('on_time', models.BooleanField()),
                ('conforming', models.BooleanField()),
                ('line', models.BigIntegerField(null=True)),
                ('evidence', models.JSONField()),
            ],
            options={
                'db_table': 'attempt',
                'indexes': [models.Index(fields=['round', 'decided_at'], name='attempt_round')],
                'constraints': [models.UniqueConstraint(fields=('expectation', 'number'), name='attempt_number'), models.UniqueConstraint(condition=models.Q(('line', None), _negated=True), fields=('expectation', 'line'), name='attempt_line'), models.CheckConstraint(condition=models.Q(('verdict__in', ['PASS', 'PASS_ASSISTED', 'FAIL', 'TIMEOUT', 'BLOCKED', 'NOT_STARTED', 'VOID'])), name='attempt_verdict')],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('round', models.IntegerField()),
                ('case', models.BigIntegerField()),
                ('unit', models.IntegerField()),
                ('scenario', models.TextField()),
                ('system', models.TextField()),
                ('instance', models.SmallIntegerField()),
                ('step', models.TextField()),
                ('position', models.SmallIntegerField()),
                ('after', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('role', models.TextField()),
                ('cast_post', models.IntegerField(null=True)),
                ('mandatory', models.BooleanField()),
                ('catches', models.BooleanField()),
                ('is_peoples', models.BooleanField()),
                ('start_within', models.IntegerField(null=True)),
                ('within', models.IntegerField()),
                ('procedure', models.TextField(null=True)),
            ],
            options={
                'db_table': 'expectation',
                'indexes': [models.Index(fields=['round', 'unit'], name='expectation_round')],
                'constraints': [models.UniqueConstraint(fields=('case', 'step'), name='expectation_once')],
            },
        ),
        migrations.CreateModel(
            name='PlannedCase',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('round', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('scenario', models.TextField()),
                ('system', models.TextField()),
                ('instance', models.SmallIntegerField()),
                ('at_minute', models.FloatField()),
                ('params', models.JSONField()),
            ],
            options={
                'db_table': 'planned_case',
                'constraints': [models.UniqueConstraint(fields=('round', 'unit', 'scenario', 'instance'), name='planned_case_once')],
            },
        ),
        migrations.CreateModel(
            name='Readiness',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('campaign', models.IntegerField()),
                ('unit', models.IntegerField()),
                ('item', models.TextField()),
                ('done', models.BooleanField(default=False)),
                ('evidence', models.TextField(default='')),
            ],
            options={
                'db_table': 'readiness',
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit', 'item'), name='readiness_once')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('round', models.IntegerField()),
                ('number', models.IntegerField()),
                ('as_of', models.DateTimeField()),
                ('cut', models.BigIntegerField()),
                ('numbers', models.JSONField()),
                ('is_final', models.BooleanField()),
                ('sha256', models.TextField()),
                ('previous_sha256', models.TextField()),
            ],
            options={
                'db_table': 'snapshot',
                'constraints': [models.UniqueConstraint(fields=('round', 'number'), name='snapshot_number')],
            },
        ),
        migrations.CreateModel(
            name='VoidRequest',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('expectation', models.BigIntegerField(unique=True)),
                ('reason', models.TextField()),
                ('asked_by', models.IntegerField()),
                ('asked_person', models.IntegerField()),
                ('confirmed_by', models.IntegerField(null=True)),
                ('confirmed_person', models.IntegerField(null=True)),
            ],
            options={
                'db_table': 'void_request',
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_person', None), models.Q(('confirmed_person', models.F('asked_person')), _negated=True), _connector='OR'), name='void_request_two_people')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField(unique=True)),
                ('kind', models.TextField()),
                ('phase', models.SmallIntegerField(default=1)),
                ('seed', models.BigIntegerField()),
                ('speed', models.FloatField()),
                ('played_by', models.TextField()),
                ('scenarios', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('state', models.TextField()),
                ('is_open_ended', models.BooleanField()),
                ('catalogue', models.IntegerField()),
                ('roster_sha256', models.TextField()),
                ('expectations_sha256', models.TextField()),
                ('guest_pass', models.TextField(default='')),
                ('starts_at', models.DateTimeField(null=True)),
                ('starts_real_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_real_at', models.DateTimeField(null=True)),
                ('lateness_p99_ms', models.FloatField(null=True)),
                ('campaign', models.ForeignKey(db_column='campaign', on_delete=django.db.models.deletion.CASCADE, to='rehearsal.campaign')),
            ],
            options={
                'db_table': 'trial_round',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('pilot', 'full', 'load', 'cutover', 'general', 'after_go_live'))), name='trial_round_kind'), models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'running', 'ended'))), name='trial_round_state'), models.CheckConstraint(condition=models.Q(('played_by__in', ('virtual', 'human'))), name='trial_round_played_by'), models.CheckConstraint(condition=models.Q(('speed__gt', 0)), name='trial_round_speed')],
            },
        ),
    ]
