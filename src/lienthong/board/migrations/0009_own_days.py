from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """How long work is overdue is counted in the office time of the body that holds it."""

    dependencies = [("board", "0008_machine")]
    operations = [
        run_sql(__file__, "stuck.sql"),
        run_sql(__file__, "unit.sql"),
        run_sql(__file__, "machine.sql"),
    ]
