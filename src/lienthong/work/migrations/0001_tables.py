
import django.contrib.postgres.fields
import django.db.models.deletion
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='WorkItem',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('reference', models.TextField(default='')),
                ('subject', models.TextField()),
                ('words', models.TextField(default='')),
                ('jurisdiction', models.IntegerField()),
                ('received_seat', models.IntegerField(null=True)),
                ('sender_seat', models.IntegerField(null=True)),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('state', models.TextField()),
                ('step', models.TextField(default='')),
                ('section', models.TextField(default='')),
                ('assignee', models.IntegerField(null=True)),
                ('priority', models.SmallIntegerField(default=0)),
                ('place', models.IntegerField(null=True)),
                ('field', models.TextField(default='')),
                ('received_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('parent', models.UUIDField(null=True)),
                ('chain_seq', models.IntegerField(default=0)),
                ('chain_digest', models.BinaryField(null=True)),
                ('version', models.IntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'work_item',
                'indexes': [models.Index(models.F('jurisdiction'), models.OrderBy(models.F('due_at'), nulls_last=True), models.F('id'), condition=models.Q(('closed_at', None)), name='work_item_inbox'), models.Index(models.OrderBy(models.F('due_at'), nulls_last=True), models.F('id'), condition=models.Q(('closed_at', None)), name='work_item_due'), models.Index(condition=models.Q(('closed_at', None), _negated=True), fields=['jurisdiction', 'closed_at'], name='work_item_closed'), models.Index(fields=['reference'], name='work_item_reference'), models.Index(condition=models.Q(('parent', None), _negated=True), fields=['parent'], name='work_item_parent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('paused_at', None), ('closed_at', None), _connector='OR'), name='work_item_paused_is_open')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('digest', models.TextField()),
                ('name', models.TextField()),
                ('mandate', models.IntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('item', models.ForeignKey(db_column='item', on_delete=django.db.models.deletion.CASCADE, to='work.workitem')),
            ],
            options={
                'db_table': 'attachment',
            },
        ),
    ]
