from django.urls import path

from lienthong.documents.copies import views

urlpatterns = [path("ban-sao", views.copies), path("ban-sao.<str:ending>", views.export)]
