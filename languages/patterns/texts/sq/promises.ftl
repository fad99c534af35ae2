## Një premtim

promise-done = { AGREES($institution) ->
    [plural] Premtimi { $reference }: { $institution } e përmbushën më { $done_on }.
   *[singular] Premtimi { $reference }: { $institution } e përmbushi më { $done_on }.
}
promise-done-in-time = { AGREES($institution) ->
    [plural] Premtimi { $reference }: { $institution } e përmbushën më { $done_on }, brenda afatit.
   *[singular] Premtimi { $reference }: { $institution } e përmbushi më { $done_on }, brenda afatit.
}
promise-done-late = { AGREES($institution) ->
    [plural] Premtimi { $reference }: { $institution } e përmbushën më { $done_on }. Afati ishte { $deadline }.
   *[singular] Premtimi { $reference }: { $institution } e përmbushi më { $done_on }. Afati ishte { $deadline }.
}
promise-in-time = Premtimi { $reference } i { CASE($institution, "genitive") } është në afat. Afati është { $deadline }.
promise-in-time-moved = Premtimi { $reference } i { CASE($institution, "genitive") } ka afat të ri: { $new_deadline }. Afati i parë ishte { $deadline }.
promise-late = Premtimi { $reference } i { CASE($institution, "genitive") } u vonua. Afati ishte { $deadline }.
promise-late-no-new = Premtimi { $reference } i { CASE($institution, "genitive") } u vonua. Afati ishte { $deadline }; afat i ri nuk ka.
promise-late-new = Premtimi { $reference } i { CASE($institution, "genitive") } u vonua. Afati ishte { $deadline }; afati i ri është { $new_deadline }.
promise-reason = Arsyeja: { $reason }
promise-given = { AGREES($institution) ->
    [plural] Më { $on }, { $institution } dhanë premtimin { $reference }. Afati: { $deadline }.
   *[singular] Më { $on }, { $institution } dha premtimin { $reference }. Afati: { $deadline }.
}
promise-next = Afati i ardhshëm: { $deadline } ({ CASE($institution, "title") }).
promise-text = Teksti i premtimit { $reference } gjendet në portal, në shqip.
promise-withdrawn = Premtimi { $reference } i { CASE($institution, "genitive") } u hoq me vendimin { $decision }.

## Të gjitha premtimet

promises-done = { $count ->
    [0] Nuk u përmbush asnjë premtim.
    [1] U përmbush një premtim.
    [2] U përmbushën dy premtime.
   *[other] U përmbushën { $count } premtime.
}
promises-in-time = { $count ->
    [0] Nuk ka premtime në pritje.
    [1] Një premtim është në afat.
    [2] Dy premtime janë në afat.
   *[other] { $count } premtime janë në afat.
}
promises-late = { $count ->
    [0] Nuk u vonua asnjë premtim.
    [1] U vonua një premtim.
    [2] U vonuan dy premtime.
   *[other] U vonuan { $count } premtime.
}
promises-new = { $count ->
    [0] Nuk u dha asnjë premtim i ri.
    [1] U dha një premtim i ri.
    [2] U dhanë dy premtime të reja.
   *[other] U dhanë { $count } premtime të reja.
}
promises-overview = Premtimet: të përmbushura { $done }, në afat { $in_time }, të vonuara { $late }.
promises-count = { $count ->
    [0] Asnjë premtim
    [1] Një premtim
    [2] Dy premtime
   *[other] { $count } premtime
}
promises-share = Nga premtimet me afat në { $month } u përmbushën { $share }.
promises-of = { AGREES($institution) ->
    [plural] { $count ->
        [0] { $institution } nuk kanë asnjë premtim të hapur.
        [1] { $institution } kanë një premtim të hapur.
        [2] { $institution } kanë dy premtime të hapura.
       *[other] { $institution } kanë { $count } premtime të hapura.
    }
   *[singular] { $count ->
        [0] { $institution } nuk ka asnjë premtim të hapur.
        [1] { $institution } ka një premtim të hapur.
        [2] { $institution } ka dy premtime të hapura.
       *[other] { $institution } ka { $count } premtime të hapura.
    }
}
promises-none = Për { $month } nuk ka premtime të publikuara.
promises-where = Të gjitha premtimet, me afatet e tyre, gjenden në portal.
