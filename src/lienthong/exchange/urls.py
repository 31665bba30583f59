from lienthong.exchange.webhooks.urls import urlpatterns

__all__ = ["urlpatterns"]
