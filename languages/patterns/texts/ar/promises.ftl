## وعد واحد

promise-done = { AGREES($institution) ->
    [masculine] الوعد { $reference }: أوفى به { $institution } في { $done_on }.
   *[feminine] الوعد { $reference }: أوفت به { $institution } في { $done_on }.
}
promise-done-in-time = { AGREES($institution) ->
    [masculine] الوعد { $reference }: أوفى به { $institution } في { $done_on }، ضمن الموعد.
   *[feminine] الوعد { $reference }: أوفت به { $institution } في { $done_on }، ضمن الموعد.
}
promise-done-late = { AGREES($institution) ->
    [masculine] الوعد { $reference }: أوفى به { $institution } في { $done_on }. وكان موعده النهائي { $deadline }.
   *[feminine] الوعد { $reference }: أوفت به { $institution } في { $done_on }. وكان موعده النهائي { $deadline }.
}
promise-in-time = الوعد { $reference } المقدم من { $institution } ضمن الموعد. وموعده النهائي { $deadline }.
promise-in-time-moved = حُدد للوعد { $reference } المقدم من { $institution } موعد نهائي جديد: { $new_deadline }. وكان موعده الأول { $deadline }.
promise-late = تأخر الوعد { $reference } المقدم من { $institution }. وكان موعده النهائي { $deadline }.
promise-late-no-new = تأخر الوعد { $reference } المقدم من { $institution }. وكان موعده النهائي { $deadline }، ولم يُحدد موعد جديد.
promise-late-new = تأخر الوعد { $reference } المقدم من { $institution }. وكان موعده النهائي { $deadline }، والموعد الجديد { $new_deadline }.
promise-reason = السبب: { $reason }
promise-given = { AGREES($institution) ->
    [masculine] في { $on } قطع { $institution } الوعد { $reference }. وموعده النهائي { $deadline }.
   *[feminine] في { $on } قطعت { $institution } الوعد { $reference }. وموعده النهائي { $deadline }.
}
promise-next = الموعد النهائي المقبل: { $deadline } ({ CASE($institution, "title") }).
promise-text = نص الوعد { $reference } متاح على البوابة باللغة الألبانية.
promise-withdrawn = أُلغي الوعد { $reference } المقدم من { $institution } بموجب القرار { $decision }.

## الوعود كلها

promises-done = { $count ->
    [zero] لم يُنجز أي وعد.
    [one] أُنجز وعد واحد.
    [two] أُنجز وعدان.
    [few] أُنجزت { $count } وعود.
    [many] أُنجز { $count } وعدًا.
   *[other] أُنجز { $count } وعد.
}
promises-in-time = { $count ->
    [zero] لا وعود قيد الانتظار.
    [one] وعد واحد ضمن الموعد.
    [two] وعدان ضمن الموعد.
    [few] { $count } وعود ضمن الموعد.
    [many] { $count } وعدًا ضمن الموعد.
   *[other] { $count } وعد ضمن الموعد.
}
promises-late = { $count ->
    [zero] لم يتأخر أي وعد.
    [one] تأخر وعد واحد.
    [two] تأخر وعدان.
    [few] تأخرت { $count } وعود.
    [many] تأخر { $count } وعدًا.
   *[other] تأخر { $count } وعد.
}
promises-new = { $count ->
    [zero] لم يُقطع أي وعد جديد.
    [one] قُطع وعد جديد واحد.
    [two] قُطع وعدان جديدان.
    [few] قُطعت { $count } وعود جديدة.
    [many] قُطع { $count } وعدًا جديدًا.
   *[other] قُطع { $count } وعد جديد.
}
promises-overview = الوعود: المنجزة { $done }، ضمن الموعد { $in_time }، المتأخرة { $late }.
promises-count = { $count ->
    [zero] لا وعود
    [one] وعد واحد
    [two] وعدان
    [few] { $count } وعود
    [many] { $count } وعدًا
   *[other] { $count } وعد
}
promises-share = من الوعود التي حل موعدها في { $month } أُنجز { $share }.
promises-of = { $count ->
    [zero] ليس لدى { $institution } أي وعد مفتوح.
    [one] لدى { $institution } وعد مفتوح واحد.
    [two] لدى { $institution } وعدان مفتوحان.
    [few] لدى { $institution } { $count } وعود مفتوحة.
    [many] لدى { $institution } { $count } وعدًا مفتوحًا.
   *[other] لدى { $institution } { $count } وعد مفتوح.
}
promises-none = لم تُنشر وعود في { $month }.
promises-where = جميع الوعود ومواعيدها متاحة على البوابة.
