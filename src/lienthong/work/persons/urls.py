from django.urls import path

from lienthong.work.persons import views

urlpatterns = [
    path("nhat-ky-doc", views.readings),
    path("nhat-ky-doc.<str:ending>", views.export),
]
