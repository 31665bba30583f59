from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Delegations come along when another installation's world becomes part of this one."""

    dependencies = [("joining", "0001_out_of_reorganisation"), ("personnel", "0005_delegations")]
    operations = [run_owner_sql("joining", "people.sql")]
