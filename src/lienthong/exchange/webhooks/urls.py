from django.urls import path

from lienthong.exchange.webhooks import views

urlpatterns = [
    path("webhook", views.webhooks),
    path("webhook/<uuid:webhook>", views.webhook),
    path("webhook/<uuid:webhook>.csv", views.export),
    path("webhook/<uuid:webhook>/<str:act>", views.act),
]
