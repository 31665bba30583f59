from django.urls import path

from lienthong.registers import periods, views

urlpatterns = [
    path("so-dang-ky", views.bodies),
    path("so-dang-ky.<str:ending>", views.list_of_bodies),
    path("so-dang-ky/<int:unit>", views.of_body),
    path("so-dang-ky/<int:unit>/<str:register>/<int:year>", views.register),
    path("so-dang-ky/<int:unit>/<str:register>/<int:year>.<str:ending>", views.paper),
    path("so-dang-ky/<int:unit>/<str:register>/<int:year>/khoa-so", periods.close),
    path("so-dang-ky/<int:unit>/<str:register>/<int:year>/khoa-so/<uuid:closing>/mo-lai", periods.reopen),
]
