## Mbledhja

meeting-held = { -council } u mblodh më { $on }, { $at }.
meeting-held-on = { -council } u mblodh më { $on }.
meeting-extraordinary = { -council } zhvilloi një mbledhje të jashtëzakonshme më { $on }, { $at }.
meeting-remote = { -council } u mblodh në distancë më { $on }, { $at }.
meeting-place = Vendi i mbledhjes: { $place }.
meeting-not-held = { -council } nuk u mblodh në { $month }.
meeting-next = Mbledhja e ardhshme: { WEEKDAY($on) }, { $at }.
meeting-next-on = Mbledhja e ardhshme: { WEEKDAY($on) }.
meeting-next-place = Vendi i mbledhjes së ardhshme: { $place }.
meeting-next-unknown = Data e mbledhjes së ardhshme do të njoftohet.
meeting-open = Mbledhja është e hapur për publikun.
meeting-closed = Në mbledhje marrin pjesë anëtarët dhe të ftuarit.
meeting-cancelled = Mbledhja e datës { $on } u anulua.
meeting-moved = Mbledhja e datës { $on } u zhvendos: zhvillohet më { $new_on }, { $at }.
meeting-moved-place = Mbledhja e datës { $on } zhvillohet në një vend tjetër: { $place }.
meeting-minutes = Procesverbali i mbledhjes së datës { $on } është publikuar.
meeting-minutes-coming = Procesverbali i mbledhjes së datës { $on } ende nuk është miratuar.
meeting-items = { $count ->
    [0] Në rendin e ditës nuk kishte pika të hapura për publikun.
    [1] Në rendin e ditës kishte një pikë të hapur për publikun.
    [2] Në rendin e ditës kishte dy pika të hapura për publikun.
   *[other] Në rendin e ditës kishte { $count } pika të hapura për publikun.
}

## Pjesëmarrja

attendance = Vende të përfaqësuara: { $present } nga { $seats }.
attendance-all = Të gjitha vendet ishin të përfaqësuara: { $seats } nga { $seats }.
attendance-substitutes = { $count ->
    [0] Nuk mori pjesë asnjë zëvendësues.
    [1] Mori pjesë një zëvendësues.
    [2] Morën pjesë dy zëvendësues.
   *[other] Morën pjesë { $count } zëvendësues.
}
attendance-remote = { $count ->
    [0] Asnjë anëtar nuk mori pjesë në distancë.
    [1] Një anëtar mori pjesë në distancë.
    [2] Dy anëtarë morën pjesë në distancë.
   *[other] { $count } anëtarë morën pjesë në distancë.
}
quorum-met = Kuorumi u arrit: të pranishëm { $present }, të nevojshëm { $needed }.
quorum-not-met = Kuorumi nuk u arrit: të pranishëm { $present }, të nevojshëm { $needed }.

## Vendimet

decision-recommendation = Vendimi { $decision } është rekomandim për { CASE($institution, "accusative") }.
decision-recommendation-by = Vendimi { $decision } është rekomandim për { CASE($institution, "accusative") }, me afat { $deadline }.
decision-commitment = { AGREES($institution) ->
    [plural] Me vendimin { $decision }, { $institution } u angazhuan të veprojnë.
   *[singular] Me vendimin { $decision }, { $institution } u angazhua të veprojë.
}
decision-commitment-by = { AGREES($institution) ->
    [plural] Me vendimin { $decision }, { $institution } u angazhuan të veprojnë deri më { $deadline }.
   *[singular] Me vendimin { $decision }, { $institution } u angazhua të veprojë deri më { $deadline }.
}
decision-information = Vendimi { $decision } është për dijeni. Institucioni përgjegjës: { CASE($institution, "title") }.
decision-information-by = Vendimi { $decision } është për dijeni, me afat { $deadline }. Institucioni përgjegjës: { CASE($institution, "title") }.
decision-procedural = Vendimi { $decision } është procedural. Institucioni përgjegjës: { CASE($institution, "title") }.
decision-procedural-by = Vendimi { $decision } është procedural, me afat { $deadline }. Institucioni përgjegjës: { CASE($institution, "title") }.
decision-deadline = Afati i vendimit { $decision }: { $deadline }.
decision-no-deadline = Vendimi { $decision } nuk ka afat.
decision-unanimous = Vendimi { $decision } u miratua njëzëri.
decision-consensus = Vendimi { $decision } u miratua me konsensus.
decision-vote = Votimi për vendimin { $decision }: pro { $in_favour }, kundër { $against }, abstenime { $abstained }.
decision-text = Teksti i vendimit { $decision } gjendet në portal, në shqip.
decision-replaced = Vendimi { $decision } u zëvendësua nga vendimi { $new_decision }.
decisions-taken = { $count ->
    [0] Më { $on } { -council } nuk mori asnjë vendim.
    [1] Më { $on } { -council } mori një vendim.
    [2] Më { $on } { -council } mori dy vendime.
   *[other] Më { $on } { -council } mori { $count } vendime.
}
decisions-count = { $count ->
    [0] Asnjë vendim
    [1] Një vendim
    [2] Dy vendime
   *[other] { $count } vendime
}
decisions-none = Në { $month } { -council } nuk mori vendime.
decisions-where = Të gjitha vendimet gjenden në portal.
