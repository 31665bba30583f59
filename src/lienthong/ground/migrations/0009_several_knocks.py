from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """One try is counted under several names at once, and taken back when it was no guess."""

    dependencies = [("ground", "0008_tail_by_place")]
    operations = [run_sql(__file__, "knocks.sql")]
