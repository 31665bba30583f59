from django.urls import path

from lienthong.documents.readings import views

urlpatterns = [
    path("van-ban-da-doc", views.mine),
    path("van-ban-da-doc.<str:ending>", views.export),
    path("viec/<uuid:item>/nguoi-da-doc.<str:ending>", views.readers),
]
