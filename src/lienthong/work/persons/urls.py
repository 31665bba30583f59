from django.urls import path

from lienthong.work.persons import views
from lienthong.work.persons.rights.views import held

urlpatterns = [
    path("nhat-ky-doc", views.readings),
    path("nhat-ky-doc.<str:ending>", views.export),
    path("du-lieu-ca-nhan", held),
]
