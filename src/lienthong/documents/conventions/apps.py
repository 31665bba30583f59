from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    name = "lienthong.documents.conventions"
    label = "conventions"

    def ready(self) -> None:
        from lienthong.documents.conventions.terms import GRANTS, VERBS
        from lienthong.personnel.terms import grant
        from lienthong.work.desks.registry import add_verbs

        for ability, roles in GRANTS.items():
            grant(ability, roles)
        add_verbs(VERBS)
