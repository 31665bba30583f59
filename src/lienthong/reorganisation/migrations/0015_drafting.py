from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0014_commit")]
    operations = [run_sql(__file__, "drafting.sql")]
