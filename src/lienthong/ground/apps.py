from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "lienthong.ground"
    label = "ground"
