from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0005_closed_books")]
    operations = [run_sql(__file__, "held_since.sql")]
