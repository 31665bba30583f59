from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "lienthong.exchange"
    label = "exchange"

    def ready(self) -> None:
        from lienthong.exchange.webhooks.terms import VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs(VERBS)
