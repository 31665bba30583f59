from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0011_rule_runs")]
    operations = [run_owner_sql("reorganisation/divisions", "divisions_in_question.sql")]
