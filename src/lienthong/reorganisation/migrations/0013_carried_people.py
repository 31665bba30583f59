from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0012_divisions_in_question")]
    operations = [run_owner_sql("reorganisation/people", "carried_people.sql")]
