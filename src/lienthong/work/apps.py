from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "lienthong.work"
    label = "work"

    def ready(self) -> None:
        from lienthong.pages.jinja import share
        from lienthong.personnel.decided.terms import VERBS
        from lienthong.work.desks.drawing import kind_mark, rows_html
        from lienthong.work.desks.registry import add_hands, add_verbs
        from lienthong.work.handing import terms as handing
        from lienthong.work.handing.desk import HANDS

        add_verbs(VERBS)
        share(kind_mark=kind_mark, rows_html=rows_html)
        add_hands(HANDS, handing.VERBS)
