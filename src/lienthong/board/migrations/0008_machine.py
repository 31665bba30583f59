from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A pass by a token in a round of people is no person's."""

    dependencies = [("board", "0007_unit"), ("rehearsal", "0005_one_way")]
    operations = [run_sql(__file__, "machine.sql")]
