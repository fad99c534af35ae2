## Linjat e ndihmës

help-line = Telefononi { $telephone }: { $line }.
help-call = Telefononi { $telephone }.
help-danger = Në rrezik, telefononi { $telephone } ose { $other_telephone }.
help-free = Telefonata në numrin { $telephone } është falas.
help-day-and-night = Në numrin { $telephone } ju përgjigjen ditë e natë.
help-hours = Në numrin { $telephone } ju përgjigjen në këtë orar: { HOURS($at, $until) }.
help-anonymous = Nuk jeni të detyruar ta thoni emrin.
help-not-emergency = Ky buletin nuk është kanal emergjence.
help-checked = Numrat e linjave të ndihmës u kontrolluan më { $on }.
help-changed = Numri i ri është { $telephone }. Numri { $other_telephone } nuk përdoret më.
help-interrupted = Më { $on } numri { $telephone } nuk funksionon. Telefononi { $other_telephone }.
help-topic = Këshillat e këtij muaji dhe numrat për ndihmë gjenden në portal.

## Zyra

office-hours = Orari i zyrës: e hënë–e premte, { HOURS($at, $until) }.
office-hours-on = Më { $on } zyra është e hapur: { HOURS($at, $until) }.
office-hours-changed = Nga data { $on } orari i zyrës është: { HOURS($at, $until) }.
office-closed = Më { $on } zyra është e mbyllur.
office-closed-period = Zyra është e mbyllur në periudhën { PERIOD($first, $last) }.
office-telephone = Sekretariati teknik: { $telephone }.
office-email = Na shkruani në adresën { $email }.
office-visit = Sekretariati teknik gjendet te { $institution }.

## Në letër, abonimi, privatësia

paper-copies = Kopjet në letër merren falas në bashki dhe në zyrat e njësive administrative.
paper-large-print = Botimi me shkronja të mëdha merret në bashki.
subscribe = Për t’u abonuar mjafton adresa e postës elektronike.
subscribe-languages = Buletini dërgohet në shqip, anglisht dhe arabisht.
unsubscribe = Mund të çabonoheni kur të doni, me një buton.
privacy = Portali nuk mbledh të dhëna për fenë, përkatësinë etnike, shëndetin ose bindjet politike.
letter-once = Buletini dërgohet me postë elektronike një herë në muaj.
mistake = Vutë re një gabim? Na e tregoni në portal.
