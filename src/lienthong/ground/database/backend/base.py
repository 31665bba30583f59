"""Under this name Django looks for a backend's `DatabaseWrapper`."""

from typing import Any

from django.db.backends.postgresql import base

from lienthong.ground.database.wire import Wire


class DatabaseWrapper(base.DatabaseWrapper):
    """psycopg stays in autocommit. To Django a transaction is what it always was; to the server it begins with its
    first statement, and one without a statement never.
    """

    _wire: Wire | None = None

    @property
    def wire(self) -> Wire:
        """For statements of this connection, in the transaction that is open."""
        if self._wire is None:
            self.ensure_connection()
        assert self._wire is not None
        return self._wire

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.autocommit = True
        self._wire = Wire(connection)
        return connection

    def _set_autocommit(self, autocommit: bool) -> None:
        self.wire.is_due = not autocommit

    def create_cursor(self, name: str | None = None) -> Any:
        self.wire.begin()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if self._wire is not None:
            with self.wrap_database_errors:
                self._wire.commit()

    def _rollback(self) -> None:
        if self._wire is not None:
            with self.wrap_database_errors:
                self._wire.rollback()

    def _close(self) -> None:
        self._wire = None
        super()._close()  # type: ignore[misc]
