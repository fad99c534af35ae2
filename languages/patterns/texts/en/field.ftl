## In the field

activity = On { $on } there was an activity in { $unit }.{ part-took-part }
activity-for = On { $on } there was an activity in { $unit } { part-for-audience }.{ part-took-part }
activity-by = On { $on }, { $institution } held an activity in { $unit }.
training-held = On { $on } there was a training session in { $unit } { part-for-audience }.{ part-took-part }
workshop-held = On { $on } there was a workshop in { $unit } { part-for-audience }.{ part-took-part }
residents-met = On { $on } there was a meeting with residents in { $unit }.{ part-took-part }
open-day = On { $on }, { $institution } { AGREES($institution) ->
    [plural] open their
   *[singular] opens its
} doors to residents.
campaign = Awareness campaign: { PERIOD($first, $last) }.
activities-month = { $count ->
    [0] In { $month } there were no field activities.
    [1] In { $month } there was one field activity.
    [2] In { $month } there were two field activities.
   *[other] In { $month } there were { $count } field activities.
}
activities-participants = { $participants ->
    [0] The number of participants was not recorded.
    [1] One person took part.
    [2] Two people took part.
   *[other] { $participants } people took part.
}
activities-units = { $count ->
    [0] There were no activities in the administrative units.
    [1] The activities were in one administrative unit.
    [2] The activities were in two administrative units.
   *[other] The activities were in { $count } administrative units.
}
activities-count = { $count ->
    [0] No activities
    [1] One activity
    [2] Two activities
   *[other] { $count } activities
}

## The calendar

event-open = { WEEKDAY($on) }, { $at }: an event open to everyone.
event-open-day = { WEEKDAY($on) }: an event open to everyone.
event-invited = { WEEKDAY($on) }, { $at }: an event by invitation.
event-invited-day = { WEEKDAY($on) }: an event by invitation.
event-unit = { WEEKDAY($on) }, { $at }: an event in { $unit }.
event-titled = { WEEKDAY($on) }, { $at }: { $title }
event-place = Place: { $place }.
event-accessible = The entrance is step-free.
event-steps = The entrance has steps.
event-cancelled = The event on { $on } is cancelled.
event-moved = The event on { $on } has been moved to { $new_on } at { $at }.
event-period = The events are on these dates: { PERIOD($first, $last) }.
event-register = To register, call { $telephone }.
event-details = The subject and the place are in the calendar, in Albanian.
events-count = { $count ->
    [0] No upcoming dates
    [1] One upcoming date
    [2] Two upcoming dates
   *[other] { $count } upcoming dates
}
events-none = No dates are set yet.

## Questions

questions-answered = { $count ->
    [0] In { $month } { -council } answered no questions.
    [1] In { $month } { -council } answered one question.
    [2] In { $month } { -council } answered two questions.
   *[other] In { $month } { -council } answered { $count } questions.
}
questions-count = { $count ->
    [0] No questions
    [1] One question
    [2] Two questions
   *[other] { $count } questions
}
questions-waiting = { $count ->
    [0] No questions are waiting for an answer.
    [1] One question is waiting for an answer.
    [2] Two questions are waiting for an answer.
   *[other] { $count } questions are waiting for an answer.
}
questions-channel = { $channel ->
    [telephone] Questions by telephone: { $count }.
    [unit_head] Questions through the administrator of the administrative unit: { $count }.
    [mediator] Questions through the community liaison: { $count }.
    [youth_council] Questions through the youth council: { $count }.
   *[paper] Questions on a paper slip: { $count }.
}
question-channel = { $channel ->
    [telephone] A question came by telephone.
    [unit_head] A question came through the administrator of the administrative unit.
    [mediator] A question came through the community liaison.
    [youth_council] A question came through the youth council.
   *[paper] A question came on a paper slip.
}
question-unit = A question came from { $unit }.
question-answered-by = The answer was given by { $institution }.
questions-how = Ask by telephone, on paper or through the administrator of your administrative unit.
questions-where = The questions and answers are in the Albanian issue.
