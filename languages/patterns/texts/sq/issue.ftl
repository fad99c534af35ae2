## Përmbledhja dhe gjuhët

digest-title = Përmbledhje e buletinit mujor – { $month }
digest-description = Me pak fjalë: çfarë vendosi, premtoi dhe bëri { -council } në { $month }.
digest-mark = Kjo është përmbledhje. Numri i plotë është në shqip.
digest-why = Nuk publikojmë përkthime pa rishikim.
digest-read = Lexoni numrin e plotë në shqip
digest-full-coming = Botimi i plotë në këtë gjuhë vjen më vonë.
only-albanian = Ky tekst është vetëm në shqip. Lexojeni këtu.
albanian-authoritative = Teksti shqip është ai zyrtar.
english-follows = Botimi në anglisht vjen më vonë.
arabic-follows = Botimi në arabisht vjen më vonë.
issue-next = Numri i ardhshëm del më { $on }.
issue-late = Numri për { $month } del me vonesë, më { $on }.

## Korrigjime

correction-month = Në numrin për { $month } u korrigjua një gabim.
correction-number = Shifra e saktë është { $right }, jo { $wrong }.
correction-date = Data e saktë është { $on }, jo { $wrong_on }.
correction-telephone = Numri i saktë i telefonit është { $telephone }.
correction-institution = Institucioni përgjegjës: { CASE($institution, "title") }.
correction-edition = Botimi { $edition } u publikua më { $on } dhe zëvendëson botimin e mëparshëm.
correction-none = Për { $month } nuk ka korrigjime.
corrections-where = Korrigjimet gjenden në numrin shqip.
issue-withdrawn = Numri për { $month } u tërhoq nga publikimi më { $on }.

## Shifrat

figure = { $label }: { $figure }.
figure-band = { $label }: { $band }.
figure-below = { $label }: më pak se { $figure }.
figures-bands = Shifrat jepen në intervale, që të mos njihet askush.
figures-none = Për { $month } nuk u publikuan shifra.
figures-on-time = { $share } e detyrave u kryen në afat.
figures-attendance = Pjesëmarrja në mbledhje ishte { $share }.
figures-survey = { $count ->
    [0] Anketës nuk iu përgjigj askush.
    [1] Anketës iu përgjigj një person.
    [2] Anketës iu përgjigjën dy persona.
   *[other] Anketës iu përgjigjën { $count } persona.
}

## Muaji pa mbledhje

quiet-headline = { -council } nuk u mblodh në { $month }. Puna për premtimet vazhdoi.
quiet-no-promises = { -council } nuk u mblodh në { $month }. Ky numër sjell ndihmë dhe data.
quiet-done = { $count ->
    [0] Deri në fund të muajit { $month } nuk u përmbush asnjë premtim.
    [1] Deri në fund të muajit { $month } u përmbush një premtim.
    [2] Deri në fund të muajit { $month } u përmbushën dy premtime.
   *[other] Deri në fund të muajit { $month } u përmbushën { $count } premtime.
}
quiet-late = { $count ->
    [0] Asnjë premtim nuk ishte me vonesë në fund të muajit { $month }.
    [1] Një premtim ishte me vonesë në fund të muajit { $month }.
    [2] Dy premtime ishin me vonesë në fund të muajit { $month }.
   *[other] { $count } premtime ishin me vonesë në fund të muajit { $month }.
}
quiet-dates = { $count ->
    [0] Ende nuk ka data të reja në kalendar.
    [1] Në kalendar është një datë e re.
    [2] Në kalendar janë dy data të reja.
   *[other] Në kalendar janë { $count } data të reja.
}
quiet-next = Mbledhja e { -council(case: "genitive") } zhvillohet më { $on }.
quiet-help = Këtë muaj: këshilla se ku të kërkoni ndihmë.
quiet-nothing-late = Asnjë premtim nuk është me vonesë.
