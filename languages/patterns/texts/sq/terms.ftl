-council = { $case ->
    [genitive] Këshillit
   *[nominative] Këshilli
}

# Për kë ishte: pas foljes ose emrit, para numrit të pjesëmarrësve.
part-for-audience = { $audience ->
    [children] për fëmijë
    [pupils] për nxënës
    [young_people] për të rinj dhe të reja
    [parents] për prindër
    [teachers] për mësues dhe mësuese
    [women_and_girls] për gra dhe vajza
    [older_people] për të moshuar
    [rural_residents] për banorë të zonave rurale
    [disabilities] për persona me aftësi të kufizuara
   *[residents] për banorët
}

# Fjali e re pas një tjetre; pa numër nuk thuhet asgjë.
part-took-part = { $participants ->
    [0] { "" }
    [1] { " " }Mori pjesë një person.
    [2] { " " }Morën pjesë dy persona.
   *[other] { " " }Morën pjesë { $participants } persona.
}
