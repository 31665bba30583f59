from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Answers under keys are kept for a stated time, secrets in them for a day."""

    dependencies = [("ground", "0009_several_knocks")]
    operations = [run_sql(__file__, "answers.sql")]
