"""Every address. Public ones are a contract with readers; the workspace's are plain English."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import include, path

from council.admin import site as settings_site
from elbasan_council.views import health, impact, sitemap, workspace
from elbasan_council.views.home import home, style_guide
from elbasan_council.views.press import press
from languages.addresses import page

handler400 = "elbasan_council.views.errors.bad_request"
handler403 = "elbasan_council.views.errors.forbidden"
handler404 = "elbasan_council.views.errors.not_found"
handler500 = "elbasan_council.views.errors.broken"

urlpatterns = [
    *page("home", home, sq="", foreign=""),
    *page("press", press, sq="shtypi/", foreign="press/"),
    path("", include("bulletins.urls")),
    path("", include("outreach.urls")),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap.sitemap_part, name="sitemap-part"),
    path(".well-known/security.txt", sitemap.security, name="security"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

WORKSPACE = [
    path("workspace/", workspace.dashboard, name="workspace"),
    path("workspace/style-guide/", style_guide, name="style-guide"),
    path("workspace/impact/", impact.impact, name="impact"),
    path("workspace/impact/figures.csv", impact.figures_csv, name="impact_csv"),
    path("workspace/impact/<year:year>/<month:month>/", impact.month, name="impact_month"),
    # Of allauth's many pages, those that exist today.
    path("workspace/login/", account.login, name="account_login"),
    path("workspace/logout/", account.logout, name="account_logout"),
    path("workspace/login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("workspace/account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("workspace/account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "workspace/account/confirm/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("workspace/account/password/", account.password_change, name="account_change_password"),
    path("workspace/account/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("workspace/account/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("workspace/account/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "workspace/account/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "workspace/account/codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("workspace/account/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("workspace/account/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "workspace/account/passkeys/<int:pk>/remove/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("workspace/admin/", settings_site.urls),
    # Before the council's: its `letters/<kind>/` would take what is below `letters/` here.
    path("workspace/", include("outreach.office.urls")),
    path("workspace/", include("council.urls")),
    path("workspace/bulletins/", include("bulletins.studio.urls")),
]

# The residents' own process has no door to the workspace: its database login could not open it.
if settings.PORTAL_SIDE != "public":
    urlpatterns += WORKSPACE
