from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [
        ("reorganisation", "0006_joining"),
        ("documents", "0004_register"),
        ("procedures", "0004_register"),
        ("units", "0005_closed_books"),
    ]
    operations = [run_owner_sql("registers", "registers.sql")]
