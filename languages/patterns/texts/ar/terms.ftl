-council = المجلس

part-for-audience = { $audience ->
    [children] للأطفال
    [pupils] للتلاميذ
    [young_people] للشباب والشابات
    [parents] لأولياء الأمور
    [teachers] للمعلمين والمعلمات
    [women_and_girls] للنساء والفتيات
    [older_people] لكبار السن
    [rural_residents] لسكان المناطق الريفية
    [disabilities] للأشخاص ذوي الإعاقة
   *[residents] للسكان
}

part-took-part = { $participants ->
    [zero] { "" }
    [one] { " " }وشارك شخص واحد.
    [two] { " " }وشارك شخصان.
    [few] { " " }وشارك { $participants } أشخاص.
    [many] { " " }وشارك { $participants } شخصًا.
   *[other] { " " }وشارك { $participants } شخص.
}
