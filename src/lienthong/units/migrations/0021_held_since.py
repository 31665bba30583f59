from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0020_closed_books")]
    operations = [run_sql(__file__, "held_since.sql")]
