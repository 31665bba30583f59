from django.db import migrations, models

from lienthong.ground.migration import Before


class Migration(Before):
    dependencies = [("documents", "0003_origin")]
    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                name="document_register",
                fields=["issuer_unit", "issued_at"],
                condition=models.Q(("issued_at__isnull", False)),
            ),
        ),
    ]
