from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0003_checked_together")]
    operations = [run_sql(__file__, "one_holder.sql")]
