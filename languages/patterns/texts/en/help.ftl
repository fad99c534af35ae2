## Help lines

help-line = Call { $telephone }: { $line }.
help-call = Call { $telephone }.
help-danger = If you are in danger, call { $telephone } or { $other_telephone }.
help-free = Calls to { $telephone } are free.
help-day-and-night = Calls to { $telephone } are answered day and night.
help-hours = Calls to { $telephone } are answered at these hours: { HOURS($at, $until) }.
help-anonymous = You do not have to give your name.
help-not-emergency = This bulletin is not an emergency channel.
help-checked = The numbers of the help lines were checked on { $on }.
help-changed = The new number is { $telephone }. The number { $other_telephone } is no longer in use.
help-interrupted = On { $on } the number { $telephone } is out of service. Call { $other_telephone }.
help-topic = This month’s advice and the numbers for help are on the portal.

## The office

office-hours = Office hours: Monday–Friday, { HOURS($at, $until) }.
office-hours-on = On { $on } the office is open: { HOURS($at, $until) }.
office-hours-changed = From { $on } the office hours are: { HOURS($at, $until) }.
office-closed = On { $on } the office is closed.
office-closed-period = The office is closed on these dates: { PERIOD($first, $last) }.
office-telephone = Technical secretariat: { $telephone }.
office-email = Write to us at { $email }.
office-visit = The technical secretariat is at { $institution }.

## On paper, subscription, privacy

paper-copies = Paper copies are free at the municipality and at the offices of the administrative units.
paper-large-print = The large-print edition is available at the municipality.
subscribe = To subscribe, an email address is enough.
subscribe-languages = The bulletin is sent in Albanian, English and Arabic.
unsubscribe = You can unsubscribe whenever you wish, with one button.
privacy = The portal collects no data on religion, ethnicity, health or political views.
letter-once = The bulletin is emailed once a month.
mistake = Have you noticed a mistake? Tell us on the portal.
