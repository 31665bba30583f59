from tests.exchange.conftest import world

__all__ = ["world"]
