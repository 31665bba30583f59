
import datetime
import django.contrib.postgres.fields
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('procedure', models.TextField()),
                ('channel', models.SmallIntegerField()),
                ('helped_unit', models.IntegerField(null=True)),
                ('received_unit', models.IntegerField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('received_late', models.BooleanField(default=False)),
                ('code', models.TextField(null=True)),
                ('applicant', models.TextField()),
                ('phone', models.TextField(default='')),
                ('address_text', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('papers', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('asked_note', models.TextField(default='')),
                ('supplements', models.SmallIntegerField(default=0)),
                ('paused', models.DurationField(default=datetime.timedelta)),
                ('fee', models.IntegerField(default=0)),
                ('refusal_reason', models.TextField(default='')),
                ('assessed_approve', models.BooleanField(null=True)),
                ('assessed_by', models.IntegerField(null=True)),
                ('result_note', models.TextField(default='')),
                ('signed_by', models.IntegerField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('lookup_code', models.TextField()),
                ('secret', models.BinaryField()),
            ],
            options={
                'db_table': 'dossier',
                'constraints': [models.UniqueConstraint(fields=('lookup_code',), name='dossier_lookup_code'), models.UniqueConstraint(fields=('code',), name='dossier_code'), models.CheckConstraint(condition=models.Q(('channel__in', [1, 2, 3])), name='dossier_channel'), models.CheckConstraint(condition=models.Q(models.Q(('code', None), ('received_at', None), ('received_unit', None)), models.Q(('code__isnull', False), ('received_at__isnull', False), ('received_unit__isnull', False)), _connector='OR'), name='dossier_received_whole')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('code', models.TextField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('full_name', models.TextField()),
                ('field', models.TextField()),
                ('competence', models.TextField()),
                ('term', models.SmallIntegerField()),
                ('term_unit', models.TextField()),
                ('is_assumed', models.BooleanField()),
                ('fee', models.IntegerField()),
                ('fee_per', models.TextField()),
                ('weight', models.FloatField()),
                ('components', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('decision', models.TextField()),
                ('result', models.TextField()),
                ('is_core', models.BooleanField()),
                ('supplement_once', models.BooleanField()),
            ],
            options={
                'db_table': 'procedure',
                'constraints': [models.CheckConstraint(condition=models.Q(('competence__in', ['where_received', 'by_address', 'department'])), name='procedure_competence'), models.CheckConstraint(condition=models.Q(('term_unit__in', ['same_day', 'working_day', 'day', 'hour'])), name='procedure_term_unit')],
            },
        ),
    ]
