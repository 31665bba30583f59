from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("personnel", "0002_laws")]
    operations = [run_sql(__file__, "sweep.sql")]
