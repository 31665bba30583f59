from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("work", "0013_reasons"), ("personnel", "0009_least"), ("units", "0015_counted_books")]
    operations = [run_sql(__file__, "receivers.sql")]
