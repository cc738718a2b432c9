from django.http import HttpResponse
from django.urls import include, path

BODY = b""


def bare(request):
    """A page of a given size that costs nothing but the middleware."""
    return HttpResponse(BODY)


urlpatterns = [path("do-thu/", bare), path("", include("config.urls"))]
