from lienthong.ground.migration import Before, run_owner_sql
import django.db.models.deletion
from django.db import migrations, models


class Migration(Before):

    dependencies = [
        ('reorganisation', '0003_plans'),
        ('procedures', '0002_laws'),
        ('reports', '0002_laws'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReconciledItem',
            fields=[
                ('pk', models.CompositePrimaryKey('reconciliation_id', 'item', blank=True, editable=False, primary_key=True, serialize=False)),
                ('item', models.UUIDField()),
                ('jurisdiction', models.IntegerField()),
                ('due_at', models.DateTimeField(null=True)),
                ('reference', models.TextField()),
                ('seq', models.IntegerField()),
                ('reconciliation', models.ForeignKey(db_column='reconciliation', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reorganisation.reconciliation')),
            ],
            options={
                'db_table': 'reconciled_item',
            },
        ),
        run_owner_sql("reorganisation/reconciliation", "reconciliation.sql"),
    ]
