from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0004_one_holder"), ("ground", "0002_laws")]
    operations = [run_sql(__file__, "closed_books.sql")]
