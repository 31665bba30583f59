from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "lienthong.board"
    label = "board"

    def ready(self) -> None:
        # A rehearsal knows no work; what it writes into the journal is read on the board.
        from lienthong.rehearsal.terms import ROUND_VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs(ROUND_VERBS)
