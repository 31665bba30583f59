from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0007_archives"), ("ground", "0002_laws")]
    operations = [run_sql(__file__, "undecided.sql")]
