from newsroom.frontpage.views import Search
from newsroom.publication.urls import list_paths

app_name = "search"
urlpatterns = list_paths(Search)
