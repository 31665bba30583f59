from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0014_communes_of")]
    operations = [run_sql(__file__, "counted_books.sql")]
