## One promise

promise-done = Promise { $reference }: { $institution } kept it on { $done_on }.
promise-done-in-time = Promise { $reference }: { $institution } kept it on { $done_on }, within the deadline.
promise-done-late = Promise { $reference }: { $institution } kept it on { $done_on }. The deadline was { $deadline }.
promise-in-time = Promise { $reference } by { $institution } is on time. The deadline is { $deadline }.
promise-in-time-moved = Promise { $reference } by { $institution } has a new deadline: { $new_deadline }. The first deadline was { $deadline }.
promise-late = Promise { $reference } by { $institution } is late. The deadline was { $deadline }.
promise-late-no-new = Promise { $reference } by { $institution } is late. The deadline was { $deadline }; there is no new one.
promise-late-new = Promise { $reference } by { $institution } is late. The deadline was { $deadline }; the new one is { $new_deadline }.
promise-reason = Reason: { $reason }
promise-given = On { $on }, { $institution } made promise { $reference }. Deadline: { $deadline }.
promise-next = Next deadline: { $deadline } ({ CASE($institution, "title") }).
promise-text = The text of promise { $reference } is on the portal, in Albanian.
promise-withdrawn = Promise { $reference } by { $institution } was cancelled by decision { $decision }.

## All promises

promises-done = { $count ->
    [0] No promises were kept.
    [1] One promise was kept.
    [2] Two promises were kept.
   *[other] { $count } promises were kept.
}
promises-in-time = { $count ->
    [0] No promises are waiting.
    [1] One promise is on time.
    [2] Two promises are on time.
   *[other] { $count } promises are on time.
}
promises-late = { $count ->
    [0] No promises are late.
    [1] One promise is late.
    [2] Two promises are late.
   *[other] { $count } promises are late.
}
promises-new = { $count ->
    [0] No new promises were made.
    [1] One new promise was made.
    [2] Two new promises were made.
   *[other] { $count } new promises were made.
}
promises-overview = Promises: { $done } kept, { $in_time } on time, { $late } late.
promises-count = { $count ->
    [0] No promises
    [1] One promise
    [2] Two promises
   *[other] { $count } promises
}
promises-share = Of the promises due in { $month }, { $share } were kept.
promises-of = { AGREES($institution) ->
    [plural] { $count ->
        [0] { $institution } have no open promises.
        [1] { $institution } have one open promise.
        [2] { $institution } have two open promises.
       *[other] { $institution } have { $count } open promises.
    }
   *[singular] { $count ->
        [0] { $institution } has no open promises.
        [1] { $institution } has one open promise.
        [2] { $institution } has two open promises.
       *[other] { $institution } has { $count } open promises.
    }
}
promises-none = No promises were published for { $month }.
promises-where = All promises, with their deadlines, are on the portal.
