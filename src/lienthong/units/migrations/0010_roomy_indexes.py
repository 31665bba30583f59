from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0009_held_now")]
    operations = [run_sql(__file__, "roomy_indexes.sql")]
