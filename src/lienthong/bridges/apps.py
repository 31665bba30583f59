from django.apps import AppConfig


class BridgesConfig(AppConfig):
    name = "lienthong.bridges"
    label = "bridges"

    def ready(self) -> None:
        from lienthong.bridges import report_becomes_dossier, report_becomes_letter
        from lienthong.documents.files_of_work.desk import collected
        from lienthong.procedures.terms import DOSSIER
        from lienthong.reports.terms import REPORT
        from lienthong.work.desks.registry import add_acts

        add_acts("bridges", "report", (report_becomes_dossier.ACT, report_becomes_letter.ACT), {})
        collected("bridges", DOSSIER, REPORT)
