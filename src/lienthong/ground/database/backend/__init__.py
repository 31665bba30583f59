"""Django's PostgreSQL backend whose transactions begin on the wire with their first statement."""
