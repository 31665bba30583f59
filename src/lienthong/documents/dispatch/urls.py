from django.urls import path

from lienthong.documents.dispatch import views

urlpatterns = [
    path("viec/<uuid:item>/noi-nhan", views.table),
    path("viec/<uuid:item>/noi-nhan.<str:ending>", views.export),
]
