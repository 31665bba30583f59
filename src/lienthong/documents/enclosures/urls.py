from django.urls import path

from lienthong.documents.enclosures import views

urlpatterns = [
    path("viec/<uuid:item>/tep/<uuid:enclosure>", views.enclosure),
    path("viec/<uuid:item>/tep/<uuid:enclosure>/trang/<int:number>", views.page),
    path("viec/<uuid:item>/tep/<uuid:enclosure>/trang/<int:number>.png", views.picture),
]
