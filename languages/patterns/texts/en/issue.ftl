## The digest and the languages

digest-title = Digest of the monthly bulletin – { $month }
digest-description = In brief: what { -council } decided, promised and did in { $month }.
digest-mark = This is a digest. The full issue is in Albanian.
digest-why = We do not publish unchecked translations.
digest-read = Read the full issue in Albanian
digest-full-coming = The full edition in this language will follow.
only-albanian = This text is only in Albanian. Read it here.
albanian-authoritative = The Albanian text is authoritative.
english-follows = The English edition will follow.
arabic-follows = The Arabic edition will follow.
issue-next = The next issue comes out on { $on }.
issue-late = The issue for { $month } comes out late, on { $on }.

## Corrections

correction-month = A mistake was corrected in the issue for { $month }.
correction-number = The correct figure is { $right }, not { $wrong }.
correction-date = The correct date is { $on }, not { $wrong_on }.
correction-telephone = The correct telephone number is { $telephone }.
correction-institution = Responsible institution: { CASE($institution, "title") }.
correction-edition = Edition { $edition } was published on { $on } and replaces the one before it.
correction-none = There are no corrections for { $month }.
corrections-where = The corrections are in the Albanian issue.
issue-withdrawn = The issue for { $month } was withdrawn from publication on { $on }.

## Figures

figure = { $label }: { $figure }.
figure-band = { $label }: { $band }.
figure-below = { $label }: fewer than { $figure }.
figures-bands = Figures are given in bands, so that nobody can be recognised.
figures-none = No figures were published for { $month }.
figures-on-time = { $share } of the actions were completed on time.
figures-attendance = Attendance at the meeting was { $share }.
figures-survey = { $count ->
    [0] Nobody answered the survey.
    [1] One person answered the survey.
    [2] Two people answered the survey.
   *[other] { $count } people answered the survey.
}

## A month without a meeting

quiet-headline = { -council } did not meet in { $month }. Work on the promises went on.
quiet-no-promises = { -council } did not meet in { $month }. This issue brings help and dates.
quiet-done = { $count ->
    [0] No promises had been kept by the end of { $month }.
    [1] One promise had been kept by the end of { $month }.
    [2] Two promises had been kept by the end of { $month }.
   *[other] { $count } promises had been kept by the end of { $month }.
}
quiet-late = { $count ->
    [0] No promises were late at the end of { $month }.
    [1] One promise was late at the end of { $month }.
    [2] Two promises were late at the end of { $month }.
   *[other] { $count } promises were late at the end of { $month }.
}
quiet-dates = { $count ->
    [0] There are no new dates in the calendar yet.
    [1] There is one new date in the calendar.
    [2] There are two new dates in the calendar.
   *[other] There are { $count } new dates in the calendar.
}
quiet-next = { -council } meets on { $on }.
quiet-help = This month: advice on where to seek help.
quiet-nothing-late = No promises are late.
