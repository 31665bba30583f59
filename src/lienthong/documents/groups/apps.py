from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "lienthong.documents.groups"
    label = "groups"

    def ready(self) -> None:
        from lienthong.documents.groups.terms import GRANTS, VERBS
        from lienthong.personnel.terms import grant
        from lienthong.work.desks.registry import add_verbs

        for ability, roles in GRANTS.items():
            grant(ability, roles)
        add_verbs(VERBS)
