"""Every address. Public ones are a contract with readers (../docs); the workspace's are plain."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.conf import settings
from django.urls import include, path

from elbasan_council.views import health, sitemap, workspace
from elbasan_council.views.home import home, style_guide
from languages.addresses import page

handler400 = "elbasan_council.views.errors.bad_request"
handler403 = "elbasan_council.views.errors.forbidden"
handler404 = "elbasan_council.views.errors.not_found"
handler500 = "elbasan_council.views.errors.broken"

urlpatterns = [
    *page("home", home, sq="", foreign=""),
    path("", include("bulletins.urls")),
    path("", include("outreach.urls")),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

WORKSPACE = [
    path("workspace/", workspace.dashboard, name="workspace"),
    path("workspace/style-guide/", style_guide, name="style-guide"),
    # Of allauth's many pages, those that exist today.
    path("workspace/login/", account.login, name="account_login"),
    path("workspace/logout/", account.logout, name="account_logout"),
    path("workspace/login/code/", mfa.authenticate, name="mfa_authenticate"),
]

# The residents' own process has no door to the workspace: its database login could not open it.
if settings.PORTAL_SIDE != "public":
    urlpatterns += WORKSPACE
