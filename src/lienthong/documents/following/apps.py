from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "lienthong.documents.following"
    label = "following"
