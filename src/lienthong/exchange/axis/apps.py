from django.apps import AppConfig


class AxisConfig(AppConfig):
    name = "lienthong.exchange.axis"
    label = "axis"

    def ready(self) -> None:
        from lienthong.exchange.axis.terms import GRANTS, VERBS
        from lienthong.personnel.terms import grant
        from lienthong.work.desks.registry import add_verbs

        for ability, roles in GRANTS.items():
            grant(ability, roles)
        add_verbs(VERBS)
