from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0014_commit")]
    operations = [run_owner_sql("reorganisation/drafting", "drafting.sql")]
