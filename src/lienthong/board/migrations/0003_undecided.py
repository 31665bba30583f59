from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("board", "0002_lateness"), ("reorganisation", "0012_divisions_in_question")]
    operations = [run_sql(__file__, "undecided.sql")]
