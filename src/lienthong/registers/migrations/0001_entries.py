from lienthong.ground.kept import mend
from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [
        ("reorganisation", "0007_registers"),
        ("documents", "0009_entries"),
        ("procedures", "0006_entries"),
        ("ground", "0007_entered"),
        ("work", "0003_archives"),
        ("units", "0015_counted_books"),
    ]
    operations = [
        run_owner_sql("registers", "entries.sql"),
        run_owner_sql("registers", "entered_at.sql"),
        *mend("registers"),
    ]
