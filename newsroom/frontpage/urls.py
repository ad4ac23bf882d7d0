from newsroom.frontpage.views import Archive
from newsroom.publication.urls import list_paths

app_name = "archive"
urlpatterns = list_paths(Archive)
