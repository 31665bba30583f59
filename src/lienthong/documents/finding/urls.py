from django.urls import path

from lienthong.documents.finding import views

urlpatterns = [
    path("van-ban/tim", views.find),
    path("van-ban/tim.<str:ending>", views.export),
    path("van-ban/tim/luu", views.save),
    path("van-ban/tim/<uuid:search>/bo", views.remove),
]
