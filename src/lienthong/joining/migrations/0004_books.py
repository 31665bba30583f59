from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """The entries of a book come along when another installation's world becomes part of this one."""

    dependencies = [("joining", "0003_requests"), ("ground", "0007_entered")]
    operations = [run_owner_sql("joining", "books.sql")]
