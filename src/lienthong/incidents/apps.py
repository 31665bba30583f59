from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "lienthong.incidents"
    label = "incidents"

    def ready(self) -> None:
        from lienthong.incidents.desk import DESK
        from lienthong.work.desks.registry import register

        register(DESK)
