from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "lienthong.work.sealing"
    label = "sealing"

    def ready(self) -> None:
        from lienthong.personnel.terms import grant
        from lienthong.work.desks.registry import add_to_every_kind, add_verbs
        from lienthong.work.sealing.desk import withdrawing
        from lienthong.work.sealing.terms import GRANTS, VERBS

        for ability, roles in GRANTS.items():
            grant(ability, roles)
        add_verbs(VERBS)
        add_to_every_kind(withdrawing)
