from django.urls import path

from newsroom.editing.previews.page import page

app_name = "previews"
urlpatterns = [path("<str:token>/", page, name="page")]
