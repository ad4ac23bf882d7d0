from django.contrib import admin
from django.urls import path

from newsroom.intake.review.views import Review, Start

app_name = "from_a_document"
urlpatterns = [
    path("", admin.site.admin_view(Start.as_view()), name="start"),
    path("review/", admin.site.admin_view(Review.as_view()), name="review"),
]
