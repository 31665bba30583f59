from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "lienthong.work.persons"
    label = "persons"

    def ready(self) -> None:
        from lienthong.work.desks.registry import add_verbs
        from lienthong.work.persons.rights.terms import VERBS

        add_verbs(VERBS)
