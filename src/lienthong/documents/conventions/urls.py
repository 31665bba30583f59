from django.urls import path

from lienthong.documents.conventions import views

urlpatterns = [
    path("ky-hieu", views.shown),
    path("ky-hieu/viet-tat", views.abbreviation),
    path("ky-hieu/nhiem-ky", views.term),
    path("ky-hieu/kiem-tra", views.checking),
]
