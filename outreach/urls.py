from languages.addresses import page
from outreach.views.stop import stop

urlpatterns = page("stop", stop, sq="ndalo/<str:token>/", foreign="stop/<str:token>/")
