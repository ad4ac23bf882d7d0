from interviews.filters import InterviewFilter
from interviews.models import Interview
from newsroom.publication.views import PublicationDetail, PublicationList


class InterviewList(PublicationList):
    models = (Interview,)
    namespace = "interviews"
    filterset_class = InterviewFilter
    template_name = "interviews/interview_list.html"


class InterviewDetail(PublicationDetail):
    models = (Interview,)
    namespace = "interviews"
    template_name = "interviews/interview_detail.html"
    shown_with = ("exchanges",)
