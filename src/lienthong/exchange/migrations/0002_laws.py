from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [
        ("exchange", "0001_tables"), ("ground", "0005_tail"), ("work", "0003_archives"), ("units", "0013_is_undecided"),
    ]
    operations = [run_sql(__file__, "laws.sql")]
