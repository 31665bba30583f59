from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who asks is what the journal's lines will say: mandate, door and access, set in the same round trip."""

    dependencies = [("personnel", "0010_decided"), ("ground", "0011_door")]
    operations = [run_sql(__file__, "ask.sql")]
