from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lienthong.procedures"
    label = "procedures"

    def ready(self) -> None:
        from lienthong.procedures.desk import DESK
        from lienthong.procedures.terms import DOSSIER
        from lienthong.work.desks.registry import register
        from lienthong.work.requests.desk import accept_questions

        register(DESK)
        accept_questions(DOSSIER, "received", "awaiting_supplement", "assessed")
