from lienthong.exchange.webhooks.api import router

__all__ = ["router"]
