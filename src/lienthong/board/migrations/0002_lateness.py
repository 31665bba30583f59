from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("board", "0001_laws"), ("units", "0006_held_since")]
    operations = [run_sql(__file__, "lateness.sql")]
