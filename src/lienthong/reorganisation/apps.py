from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    name = "lienthong.reorganisation"
    label = "reorganisation"
