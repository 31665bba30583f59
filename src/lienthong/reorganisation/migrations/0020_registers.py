from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [
        ("reorganisation", "0010_joining"),
        ("documents", "0020_register"),
        ("procedures", "0020_register"),
        ("units", "0020_closed_books"),
    ]
    operations = [run_sql(__file__, "registers.sql")]
