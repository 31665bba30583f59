from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [
        ("notices", "0001_tables"), ("ground", "0005_tail"), ("work", "0003_archives"), ("personnel", "0004_archives"),
        ("reports", "0003_origin"),
    ]
    operations = [run_sql(__file__, "laws.sql")]
