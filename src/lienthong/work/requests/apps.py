from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "lienthong.work.requests"
    label = "requests"

    def ready(self) -> None:
        from lienthong.work.desks.registry import register
        from lienthong.work.requests.desk import DESK

        register(DESK)
