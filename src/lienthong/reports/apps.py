from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lienthong.reports"
    label = "reports"

    def ready(self) -> None:
        from lienthong.reports.desk import DESK
        from lienthong.work.desks.registry import register

        register(DESK)
