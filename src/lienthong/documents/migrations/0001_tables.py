
from lienthong.ground.migration import Before
from django.db import migrations, models


class Migration(Before):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('pk', models.CompositePrimaryKey('document', 'seat', blank=True, editable=False, primary_key=True, serialize=False)),
                ('document', models.UUIDField()),
                ('seat', models.IntegerField()),
                ('is_copy', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'addressee',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('document', models.UUIDField(db_index=True)),
            ],
            options={
                'db_table': 'draft',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('item', models.UUIDField(primary_key=True, serialize=False)),
                ('document', models.UUIDField(db_index=True)),
                ('is_copy', models.BooleanField(default=False)),
                ('register_unit', models.IntegerField(null=True)),
                ('register_number', models.IntegerField(null=True)),
                ('register_year', models.IntegerField(null=True)),
                ('note', models.TextField(default='')),
            ],
            options={
                'db_table': 'delivery',
                'constraints': [models.UniqueConstraint(fields=('register_unit', 'register_year', 'register_number'), name='delivery_register')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('side', models.TextField()),
                ('type', models.TextField()),
                ('subject', models.TextField()),
                ('body', models.TextField()),
                ('to_line', models.TextField()),
                ('urgency', models.SmallIntegerField(default=0)),
                ('issuer_seat', models.IntegerField()),
                ('issuer_unit', models.IntegerField()),
                ('sign', models.TextField(default='')),
                ('number', models.IntegerField(null=True)),
                ('signer', models.IntegerField(null=True)),
                ('signed_at', models.DateTimeField(null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('content_hash', models.TextField(default='')),
                ('answers', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'document',
                'indexes': [models.Index(condition=models.Q(('answers', None), _negated=True), fields=['answers'], name='document_answers')],
            },
        ),
    ]
