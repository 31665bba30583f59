from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lienthong.procedures"
    label = "procedures"

    def ready(self) -> None:
        from lienthong.procedures.desk import DESK
        from lienthong.work.desks.registry import register

        register(DESK)
