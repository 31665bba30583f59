from django.apps import AppConfig


class ReceiversConfig(AppConfig):
    name = "lienthong.work.receivers"
    label = "receivers"

    def ready(self) -> None:
        from lienthong.personnel.terms import grant
        from lienthong.work.receivers.terms import GRANTS

        for ability, roles in GRANTS.items():
            grant(ability, roles)
