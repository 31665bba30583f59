from django.urls import path

from lienthong.documents.readings import views

urlpatterns = [path("van-ban-da-doc", views.mine)]
