from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "lienthong.joining"
    label = "joining"
