from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "lienthong.incidents"
    label = "incidents"
