from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("work", "0003_archives")]
    operations = [run_sql(__file__, "../lateness/sql/lateness.sql")]
