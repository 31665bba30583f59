from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "lienthong.units"
    label = "units"
