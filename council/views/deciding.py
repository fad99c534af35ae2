"""Decisions, votes and actions inside an item."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council import access
from council.actions import decide, running
from council.actions.give_action import give_action
from council.attending import sitting
from council.forms.deciding import CLOSED_AS_A_WHOLE, DUE_TOO_EARLY, NO_WORDS
from council.models import AgendaItem, Decision
from council.quorum import MoreVotesThanVoters
from council.views import kept_words
from council.views.asking import reader_of
from council.views.holding_door import demand_keeper, for_members, item_of, refused
from council.views.item_forms import Forms, action_form, decision_form, vote_form
from council.views.item_holding import address_of
from council.views.item_page import item_page


@require_POST
@for_members("item_hold")
def item_decide(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    form = decision_form(item, request.POST)
    if _try(
        form,
        who,
        item,
        lambda: decide.propose(item=item, proposal=form.proposal, by=who.user, at=timezone.now()),
    ):
        kept_words.let_go(request, item, "decision")
        messages.success(request, _("The decision is proposed. Now put it to the vote."))
        return redirect(f"{address_of(item)}#decisions")
    return item_page(request, who, item, Forms(decision=form), status=422)


@require_POST
@for_members("item_hold")
def decision_reword(
    request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID, decision_id: uuid.UUID
) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    decision = _decision(who, item, decision_id)
    form = decision_form(item, request.POST, auto_id=f"reword_{decision.pk}_%s")
    if _try(
        form,
        who,
        item,
        lambda: decide.reword(
            decision=decision, proposal=form.proposal, by=who.user, at=timezone.now()
        ),
    ):
        messages.success(request, _("The proposal is changed."))
        return redirect(f"{address_of(item)}#decisions")
    return item_page(request, who, item, Forms(reword=(decision, form)), status=422)


@require_POST
@for_members("item_hold")
def decision_withdraw(
    request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID, decision_id: uuid.UUID
) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    decision = _decision(who, item, decision_id)
    try:
        decide.withdraw(decision=decision, by=who.user, at=timezone.now())
    except decide.AlreadyVoted:
        messages.error(request, _("What was put to the vote stays on record."))
    except running.NotNow as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("The proposal is withdrawn."))
    return redirect(f"{address_of(item)}#decisions")


@require_POST
@for_members("item_hold")
def decision_vote(
    request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID, decision_id: uuid.UUID
) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    decision = _decision(who, item, decision_id)
    form = vote_form(item, sitting(item.meeting), decision, request.POST)
    if _try(
        form,
        who,
        item,
        lambda: decide.take_vote(
            decision=decision,
            ballot=form.ballot,
            no_quorum_reason=form.cleaned_data["no_quorum_reason"],
            by=who.user,
            at=timezone.now(),
        ),
    ):
        decision.refresh_from_db()
        if decision.state == Decision.State.ADOPTED:
            messages.success(request, _("Adopted: %(number)s") % {"number": decision.number})
        else:
            messages.warning(request, _("The decision is not adopted."))
        return redirect(f"{address_of(item)}#decisions")
    return item_page(request, who, item, Forms(vote=(decision, form)), status=422)


@require_POST
@for_members("item_hold")
def item_action(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    form = action_form(item, list(access.visible_decisions(who).filter(item=item)), request.POST)
    if _try(
        form,
        who,
        item,
        lambda: give_action(item=item, promise=form.promise, by=who.user, at=timezone.now()),
    ):
        kept_words.let_go(request, item, "action")
        messages.success(request, _("The action is on record."))
        return redirect(f"{address_of(item)}#actions")
    return item_page(request, who, item, Forms(action=form), status=422)


def _decision(who: access.Reader, item: AgendaItem, decision_id: uuid.UUID) -> Decision:
    return get_object_or_404(access.visible_decisions(who).filter(item=item), pk=decision_id)


def _try(form: Form, who: access.Reader, item: AgendaItem, call: Callable[[], Any]) -> bool:
    """Whether it is done; where not, the form says why, at the field."""
    if not form.is_valid():
        demand_keeper(who)
        return False
    try:
        call()
    except running.NotNow as error:
        form.add_error(None, refused(error))
    except decide.ClosedAsAWhole:
        form.add_error("closed_text", CLOSED_AS_A_WHOLE)
    except decide.NoWords:
        form.add_error("closed_text", NO_WORDS)
    except decide.DueBeforeTheMeeting:
        form.add_error("due_date", DUE_TOO_EARLY)
    except decide.AlreadyVoted:
        form.add_error(None, _("What was put to the vote stays on record."))
    except (MoreVotesThanVoters, decide.NoQuorum, decide.NotTheVoters) as error:
        _say_of_the_vote(form, item, error)
    return not form.errors


def _say_of_the_vote(form: Form, item: AgendaItem, error: Exception) -> None:
    standing = sitting(item.meeting).quorum(item)
    if isinstance(error, MoreVotesThanVoters):
        form.add_error(
            "in_favour",
            _("More votes than voters: %(voters)s voting seats are here for this item.")
            % {"voters": standing.present},
        )
    elif isinstance(error, decide.NoQuorum):
        form.add_error(
            "no_quorum_reason",
            _(
                "No quorum: %(present)s of %(occupied)s, %(needed)s needed. "
                "Write why the vote goes on, or do not vote."
            )
            % vars(standing),
        )
    else:
        form.add_error("method", _("Somebody came or left meanwhile. Check the roll call."))
