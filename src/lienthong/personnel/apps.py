from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "lienthong.personnel"
    label = "personnel"
