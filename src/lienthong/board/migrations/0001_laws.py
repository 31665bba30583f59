from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("rehearsal", "0002_laws"), ("incidents", "0002_laws"), ("work", "0002_laws")]
    operations = [run_sql(__file__, "board.sql")]
