from lienthong.ground.migration import Before
import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('unit', models.IntegerField()),
                ('seat', models.IntegerField()),
                ('mandate', models.IntegerField()),
                ('url', models.TextField()),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('state', models.TextField(default='active')),
                ('failures', models.IntegerField(default=0)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'webhook',
                'indexes': [models.Index(fields=['seat'], name='webhook_seat')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['active', 'paused', 'deleted'])), name='webhook_state')],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('webhook', models.UUIDField()),
                ('seat', models.IntegerField()),
                ('line', models.BigIntegerField()),
                ('item', models.UUIDField()),
                ('event', models.JSONField()),
                ('state', models.TextField(default='waiting')),
                ('tries', models.SmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(null=True)),
                ('is_sending', models.BooleanField(default=False)),
                ('answer', models.TextField(default='')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'webhook_delivery',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['webhook', 'id'], name='webhook_delivery_due'), models.Index(fields=['made_at'], name='webhook_delivery_made')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'delivered', 'withheld', 'given_up'])), name='webhook_delivery_state'), models.UniqueConstraint(fields=('webhook', 'line'), name='webhook_delivery_once')],
            },
        ),
    ]
