from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "lienthong.registers"
    label = "registers"

    def ready(self) -> None:
        from lienthong.registers.closing import VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs(VERBS)
