## The meeting

meeting-held = { -council } met on { $on } at { $at }.
meeting-held-on = { -council } met on { $on }.
meeting-extraordinary = { -council } held an extraordinary meeting on { $on } at { $at }.
meeting-remote = { -council } met remotely on { $on } at { $at }.
meeting-place = Place of the meeting: { $place }.
meeting-not-held = { -council } did not meet in { $month }.
meeting-next = Next meeting: { WEEKDAY($on) }, { $at }.
meeting-next-on = Next meeting: { WEEKDAY($on) }.
meeting-next-place = Place of the next meeting: { $place }.
meeting-next-unknown = The date of the next meeting will be announced.
meeting-open = The meeting is open to the public.
meeting-closed = The meeting is for members and invited guests.
meeting-cancelled = The meeting of { $on } is cancelled.
meeting-moved = The meeting of { $on } has been moved to { $new_on } at { $at }.
meeting-moved-place = The meeting of { $on } will be held in another place: { $place }.
meeting-minutes = The minutes of the meeting of { $on } are published.
meeting-minutes-coming = The minutes of the meeting of { $on } are not approved yet.
meeting-items = { $count ->
    [0] There were no public items on the agenda.
    [1] There was one public item on the agenda.
    [2] There were two public items on the agenda.
   *[other] There were { $count } public items on the agenda.
}

## Attendance

attendance = Seats represented: { $present } of { $seats }.
attendance-all = All seats were represented: { $seats } of { $seats }.
attendance-substitutes = { $count ->
    [0] No substitutes attended.
    [1] One substitute attended.
    [2] Two substitutes attended.
   *[other] { $count } substitutes attended.
}
attendance-remote = { $count ->
    [0] No member attended remotely.
    [1] One member attended remotely.
    [2] Two members attended remotely.
   *[other] { $count } members attended remotely.
}
quorum-met = The quorum was reached: { $present } present, { $needed } needed.
quorum-not-met = The quorum was not reached: { $present } present, { $needed } needed.

## Decisions

decision-recommendation = Decision { $decision } is a recommendation to { $institution }.
decision-recommendation-by = Decision { $decision } is a recommendation to { $institution }, due by { $deadline }.
decision-commitment = In decision { $decision }, { $institution } committed to act.
decision-commitment-by = In decision { $decision }, { $institution } committed to act by { $deadline }.
decision-information = Decision { $decision } is for information. Responsible institution: { CASE($institution, "title") }.
decision-information-by = Decision { $decision } is for information; its deadline is { $deadline }. Responsible institution: { CASE($institution, "title") }.
decision-procedural = Decision { $decision } is about procedure. Responsible institution: { CASE($institution, "title") }.
decision-procedural-by = Decision { $decision } is about procedure; its deadline is { $deadline }. Responsible institution: { CASE($institution, "title") }.
decision-deadline = Deadline of decision { $decision }: { $deadline }.
decision-no-deadline = Decision { $decision } has no deadline.
decision-unanimous = Decision { $decision } was adopted unanimously.
decision-consensus = Decision { $decision } was adopted by consensus.
decision-vote = Vote on decision { $decision }: in favour { $in_favour }, against { $against }, abstentions { $abstained }.
decision-text = The text of decision { $decision } is on the portal, in Albanian.
decision-replaced = Decision { $decision } was replaced by decision { $new_decision }.
decisions-taken = { $count ->
    [0] On { $on } { -council } took no decisions.
    [1] On { $on } { -council } took one decision.
    [2] On { $on } { -council } took two decisions.
   *[other] On { $on } { -council } took { $count } decisions.
}
decisions-count = { $count ->
    [0] No decisions
    [1] One decision
    [2] Two decisions
   *[other] { $count } decisions
}
decisions-none = In { $month } { -council } took no decisions.
decisions-where = All decisions are on the portal.
