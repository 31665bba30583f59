from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "lienthong.documents.signing"
    label = "letter_signing"

    def ready(self) -> None:
        from lienthong.documents.signing.certificates.terms import GRANTS, VERBS
        from lienthong.personnel.terms import grant
        from lienthong.work.desks.registry import add_verbs

        for ability, roles in GRANTS.items():
            grant(ability, roles)
        add_verbs(VERBS)
