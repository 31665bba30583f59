from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "lienthong.conference"
    label = "conference"
