from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0012_divisions_in_question")]
    operations = [run_sql(__file__, "carried_people.sql")]
