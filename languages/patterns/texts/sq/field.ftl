## Në terren

activity = Më { $on } në { $unit } u zhvillua një veprimtari.{ part-took-part }
activity-for = Më { $on } në { $unit } u zhvillua një veprimtari { part-for-audience }.{ part-took-part }
activity-by = { AGREES($institution) ->
    [plural] Më { $on }, { $institution } zhvilluan një veprimtari në { $unit }.
   *[singular] Më { $on }, { $institution } zhvilloi një veprimtari në { $unit }.
}
training-held = Më { $on } në { $unit } u zhvillua një trajnim { part-for-audience }.{ part-took-part }
workshop-held = Më { $on } në { $unit } u zhvillua një seminar { part-for-audience }.{ part-took-part }
residents-met = Më { $on } në { $unit } u zhvillua një takim me banorët.{ part-took-part }
open-day = Më { $on }, { $institution } i { AGREES($institution) ->
    [plural] hapin
   *[singular] hap
} dyert për banorët.
campaign = Fushata e ndërgjegjësimit: { PERIOD($first, $last) }.
activities-month = { $count ->
    [0] Në { $month } nuk u zhvillua asnjë veprimtari në terren.
    [1] Në { $month } u zhvillua një veprimtari në terren.
    [2] Në { $month } u zhvilluan dy veprimtari në terren.
   *[other] Në { $month } u zhvilluan { $count } veprimtari në terren.
}
activities-participants = { $participants ->
    [0] Numri i pjesëmarrësve nuk u shënua.
    [1] Mori pjesë një person.
    [2] Morën pjesë dy persona.
   *[other] Morën pjesë { $participants } persona.
}
activities-units = { $count ->
    [0] Nuk pati veprimtari në njësitë administrative.
    [1] Veprimtaritë u zhvilluan në një njësi administrative.
    [2] Veprimtaritë u zhvilluan në dy njësi administrative.
   *[other] Veprimtaritë u zhvilluan në { $count } njësi administrative.
}
activities-count = { $count ->
    [0] Asnjë veprimtari
    [1] Një veprimtari
    [2] Dy veprimtari
   *[other] { $count } veprimtari
}

## Kalendari

event-open = { WEEKDAY($on) }, { $at }: veprimtari e hapur për të gjithë.
event-open-day = { WEEKDAY($on) }: veprimtari e hapur për të gjithë.
event-invited = { WEEKDAY($on) }, { $at }: veprimtari me ftesë.
event-invited-day = { WEEKDAY($on) }: veprimtari me ftesë.
event-unit = { WEEKDAY($on) }, { $at }: veprimtari në { $unit }.
event-titled = { WEEKDAY($on) }, { $at }: { $title }
event-place = Vendi: { $place }.
event-accessible = Hyrja është pa shkallë.
event-steps = Hyrja ka shkallë.
event-cancelled = Veprimtaria e datës { $on } u anulua.
event-moved = Veprimtaria e datës { $on } u zhvendos: zhvillohet më { $new_on }, { $at }.
event-period = Veprimtaritë zhvillohen në periudhën { PERIOD($first, $last) }.
event-register = Për t’u regjistruar, telefononi { $telephone }.
event-details = Tema dhe vendi gjenden në kalendar, në shqip.
events-count = { $count ->
    [0] Asnjë datë e ardhshme
    [1] Një datë e ardhshme
    [2] Dy data të ardhshme
   *[other] { $count } data të ardhshme
}
events-none = Ende nuk ka data të caktuara.

## Pyetjet

questions-answered = { $count ->
    [0] Në { $month } { -council } nuk dha përgjigje për asnjë pyetje.
    [1] Në { $month } { -council } dha përgjigje për një pyetje.
    [2] Në { $month } { -council } dha përgjigje për dy pyetje.
   *[other] Në { $month } { -council } dha përgjigje për { $count } pyetje.
}
questions-count = { $count ->
    [0] Asnjë pyetje
    [1] Një pyetje
    [2] Dy pyetje
   *[other] { $count } pyetje
}
questions-waiting = { $count ->
    [0] Asnjë pyetje nuk pret përgjigje.
    [1] Një pyetje pret përgjigje.
    [2] Dy pyetje presin përgjigje.
   *[other] { $count } pyetje presin përgjigje.
}
questions-channel = { $channel ->
    [telephone] Pyetje me telefon: { $count }.
    [unit_head] Pyetje përmes administratorit të njësisë administrative: { $count }.
    [mediator] Pyetje përmes ndërlidhësit komunitar: { $count }.
    [youth_council] Pyetje përmes këshillit rinor: { $count }.
   *[paper] Pyetje në letër: { $count }.
}
question-channel = { $channel ->
    [telephone] Një pyetje erdhi me telefon.
    [unit_head] Një pyetje erdhi përmes administratorit të njësisë administrative.
    [mediator] Një pyetje erdhi përmes ndërlidhësit komunitar.
    [youth_council] Një pyetje erdhi përmes këshillit rinor.
   *[paper] Një pyetje erdhi në letër.
}
question-unit = Një pyetje erdhi nga { CASE($unit, "definite") }.
question-answered-by = { AGREES($institution) ->
    [plural] Përgjigjen e dhanë { $institution }.
   *[singular] Përgjigjen e dha { $institution }.
}
questions-how = Pyetjet bëhen me telefon, në letër ose te administratori i njësisë administrative.
questions-where = Pyetjet dhe përgjigjet gjenden në numrin shqip.
