from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0010_divisions")]
    operations = [run_sql(__file__, "drafting.sql")]
