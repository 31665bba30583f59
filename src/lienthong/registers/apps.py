from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "lienthong.registers"
    label = "registers"
