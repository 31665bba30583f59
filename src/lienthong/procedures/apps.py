from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "lienthong.procedures"
    label = "procedures"
