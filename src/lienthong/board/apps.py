from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "lienthong.board"
    label = "board"

    def ready(self) -> None:
        # Neither a rehearsal nor a delegation knows work; what they write into the journal is read on the board.
        from lienthong.personnel.accounts.terms import VERBS as ACCOUNT_VERBS
        from lienthong.personnel.delegations.terms import VERBS
        from lienthong.rehearsal.terms import ROUND_VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs({**ACCOUNT_VERBS, **VERBS, **ROUND_VERBS})
