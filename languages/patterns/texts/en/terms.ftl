-council = the Council

# For whom it was: after the noun, before the number of participants.
part-for-audience = { $audience ->
    [children] for children
    [pupils] for pupils
    [young_people] for young people
    [parents] for parents
    [teachers] for teachers
    [women_and_girls] for women and girls
    [older_people] for older people
    [rural_residents] for rural residents
    [disabilities] for persons with disabilities
   *[residents] for residents
}

# A new sentence after another; without a number nothing is said.
part-took-part = { $participants ->
    [0] { "" }
    [1] { " " }One person took part.
    [2] { " " }Two people took part.
   *[other] { " " }In all, { $participants } people took part.
}
