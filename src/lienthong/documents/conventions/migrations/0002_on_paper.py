from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Numbers that letters issued on paper bear already, and the instant at which one is taken."""

    dependencies = [("conventions", "0001_conventions")]
    operations = [run_sql(__file__, "on_paper.sql"), run_sql(__file__, "number_moment.sql")]
