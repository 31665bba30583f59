from django.urls import path

from lienthong.documents.receiving import views

urlpatterns = [
    path("van-ban-den/so-lieu", views.shown),
    path("van-ban-den/so-lieu.csv", views.export),
]
