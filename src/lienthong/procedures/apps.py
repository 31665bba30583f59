from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lienthong.procedures"
    label = "procedures"

    def ready(self) -> None:
        from lienthong.procedures.correcting import CORRECT
        from lienthong.procedures.desk import DESK
        from lienthong.procedures.terms import DOSSIER
        from lienthong.work.desks.registry import add_asides, register
        from lienthong.work.persons.rights.actions import rights_of
        from lienthong.work.requests.desk import accept_questions

        register(DESK)
        accept_questions(DOSSIER, "received", "awaiting_supplement", "assessed")
        add_asides(DESK.name, CORRECT.move.kind, (CORRECT, *rights_of(DESK.kinds[0])))
