from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0008_undecided")]
    operations = [run_sql(__file__, "held_now.sql")]
