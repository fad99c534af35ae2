from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "bulletins"
    verbose_name = "Bulletins"

    def ready(self) -> None:
        from bulletins.actions.letters import register_letters
        from bulletins.actions.standstill import standing_still
        from outreach import mailing

        register_letters()
        mailing.nothing_goes_while(lambda: standing_still() is not None)
