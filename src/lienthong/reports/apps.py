from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lienthong.reports"
    label = "reports"

    def ready(self) -> None:
        from lienthong.reports.correcting import CORRECT
        from lienthong.reports.desk import DESK
        from lienthong.work.desks.registry import add_asides, register
        from lienthong.work.persons.rights.actions import rights_of

        register(DESK)
        add_asides(DESK.name, CORRECT.move.kind, (CORRECT, *rights_of(DESK.kinds[0])))
