from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0016_offered_file")]
    operations = [run_sql(__file__, "since.sql")]
