from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0011_rule_runs")]
    operations = [run_sql(__file__, "divisions_in_question.sql")]
