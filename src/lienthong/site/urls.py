from django.urls import path

from lienthong.site.api import api

urlpatterns = [
    path("api/v1/", api.urls),
]

handler404 = "lienthong.site.views.errors.not_found"
handler500 = "lienthong.site.views.errors.broken"
