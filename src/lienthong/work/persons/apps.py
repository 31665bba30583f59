from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "lienthong.work.persons"
    label = "persons"
