from interviews.views import InterviewDetail, InterviewList
from newsroom.publication.urls import desk_paths

app_name = "interviews"
urlpatterns = desk_paths(InterviewList, InterviewDetail)
