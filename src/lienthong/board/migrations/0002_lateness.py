from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("board", "0001_laws"), ("units", "0009_held_now")]
    operations = [run_sql(__file__, "lateness.sql")]
