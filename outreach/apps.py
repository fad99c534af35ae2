from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = "Outreach"

    def ready(self) -> None:
        from outreach.actions.newsroom import letters as newsroom
        from outreach.actions.questions import letters as questions

        questions.register_letters()
        newsroom.register_letters()
