from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Numbers that letters issued on paper bear already."""

    dependencies = [("conventions", "0001_conventions")]
    operations = [run_sql(__file__, "on_paper.sql")]
