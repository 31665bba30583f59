from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "lienthong.board"
    label = "board"
