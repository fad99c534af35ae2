"""Agencies, seats and units of the city profile."""

from django.conf import settings

from council.models import Agency, Seat, Unit
from council.registers import enter_registers


def enter() -> None:
    city = settings.CITY
    enter_registers(
        units=city.units, agencies=city.agencies, seats=city.seats, categories=city.categories
    )


def test_set_up_has_entered_the_city_profile_in_three_languages(acting: None) -> None:
    city = settings.CITY
    assert Agency.objects.count() == len(city.agencies)
    assert Seat.objects.count() == len(city.seats)
    assert Unit.objects.count() == len(city.units)
    for model in (Agency, Seat, Unit):
        assert not model.objects.filter(name_sq="").exists()
        assert not model.objects.filter(name_en="").exists()
        assert not model.objects.filter(name_ar="").exists()


def test_entering_again_leaves_what_somebody_corrected(acting: None) -> None:
    agency = Agency.objects.get(code=settings.CITY.agencies[0]["code"])
    agency.name_en = "The corrected name"
    agency.save()
    enter()
    agency.refresh_from_db()
    assert agency.name_en == "The corrected name"
    assert Agency.objects.count() == len(settings.CITY.agencies)


def test_whether_a_seat_votes_and_is_cleared_comes_from_the_profile(acting: None) -> None:
    for row in settings.CITY.seats:
        seat = Seat.objects.get(code=row["code"])
        assert (seat.voting, seat.cleared) == (row["voting"] == "yes", row["cleared"] == "yes")
        assert seat.agency.code == row["agency"]
