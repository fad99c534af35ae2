## الاجتماع

meeting-held = اجتمع { -council } في { $on }، { $at }.
meeting-held-on = اجتمع { -council } في { $on }.
meeting-extraordinary = عقد { -council } اجتماعًا استثنائيًا في { $on }، { $at }.
meeting-remote = اجتمع { -council } عن بعد في { $on }، { $at }.
meeting-place = مكان الاجتماع: { $place }.
meeting-not-held = لم يجتمع { -council } في { $month }.
meeting-next = الاجتماع المقبل: { WEEKDAY($on) }، { $at }.
meeting-next-on = الاجتماع المقبل: { WEEKDAY($on) }.
meeting-next-place = مكان الاجتماع المقبل: { $place }.
meeting-next-unknown = سيُعلن موعد الاجتماع المقبل لاحقًا.
meeting-open = الاجتماع مفتوح للجمهور.
meeting-closed = يقتصر الاجتماع على الأعضاء والمدعوين.
meeting-cancelled = أُلغي اجتماع { $on }.
meeting-moved = نُقل موعد اجتماع { $on } إلى { $new_on }، { $at }.
meeting-moved-place = نُقل اجتماع { $on } إلى مكان آخر: { $place }.
meeting-minutes = نُشر محضر اجتماع { $on }.
meeting-minutes-coming = لم يُعتمد بعد محضر اجتماع { $on }.
meeting-items = { $count ->
    [zero] لم تكن في جدول الأعمال بنود مفتوحة للجمهور.
    [one] كان في جدول الأعمال بند واحد مفتوح للجمهور.
    [two] كان في جدول الأعمال بندان مفتوحان للجمهور.
    [few] كان في جدول الأعمال { $count } بنود مفتوحة للجمهور.
    [many] كان في جدول الأعمال { $count } بندًا مفتوحًا للجمهور.
   *[other] كان في جدول الأعمال { $count } بند مفتوح للجمهور.
}

## الحضور

attendance = المقاعد الممثلة: { $present } من { $seats }.
attendance-all = كانت جميع المقاعد ممثلة: { $seats } من { $seats }.
attendance-substitutes = { $count ->
    [zero] لم يحضر أي عضو بديل.
    [one] حضر عضو بديل واحد.
    [two] حضر عضوان بديلان.
    [few] حضر { $count } أعضاء بدلاء.
    [many] حضر { $count } عضوًا بديلًا.
   *[other] حضر { $count } عضو بديل.
}
attendance-remote = { $count ->
    [zero] لم يحضر أي عضو عن بعد.
    [one] حضر عضو واحد عن بعد.
    [two] حضر عضوان عن بعد.
    [few] حضر { $count } أعضاء عن بعد.
    [many] حضر { $count } عضوًا عن بعد.
   *[other] حضر { $count } عضو عن بعد.
}
quorum-met = اكتمل النصاب القانوني: الحاضرون { $present } والمطلوب { $needed }.
quorum-not-met = لم يكتمل النصاب القانوني: الحاضرون { $present } والمطلوب { $needed }.

## القرارات

decision-recommendation = القرار { $decision } توصية موجهة إلى { $institution }.
decision-recommendation-by = القرار { $decision } توصية موجهة إلى { $institution }، وموعدها النهائي { $deadline }.
decision-commitment = { AGREES($institution) ->
    [masculine] التزم { $institution } بموجب القرار { $decision } باتخاذ إجراء.
   *[feminine] التزمت { $institution } بموجب القرار { $decision } باتخاذ إجراء.
}
decision-commitment-by = { AGREES($institution) ->
    [masculine] التزم { $institution } بموجب القرار { $decision } باتخاذ إجراء في موعد أقصاه { $deadline }.
   *[feminine] التزمت { $institution } بموجب القرار { $decision } باتخاذ إجراء في موعد أقصاه { $deadline }.
}
decision-information = القرار { $decision } للعلم. الجهة المسؤولة: { CASE($institution, "title") }.
decision-information-by = القرار { $decision } للعلم، وموعده النهائي { $deadline }. الجهة المسؤولة: { CASE($institution, "title") }.
decision-procedural = القرار { $decision } إجرائي. الجهة المسؤولة: { CASE($institution, "title") }.
decision-procedural-by = القرار { $decision } إجرائي، وموعده النهائي { $deadline }. الجهة المسؤولة: { CASE($institution, "title") }.
decision-deadline = الموعد النهائي للقرار { $decision }: { $deadline }.
decision-no-deadline = ليس للقرار { $decision } موعد نهائي.
decision-unanimous = اعتُمد القرار { $decision } بالإجماع.
decision-consensus = اعتُمد القرار { $decision } بتوافق الآراء.
decision-vote = التصويت على القرار { $decision }: المؤيدون { $in_favour }، المعارضون { $against }، الممتنعون { $abstained }.
decision-text = نص القرار { $decision } متاح على البوابة باللغة الألبانية.
decision-replaced = حل القرار { $new_decision } محل القرار { $decision }.
decisions-taken = { $count ->
    [zero] في { $on } لم يتخذ { -council } أي قرار.
    [one] في { $on } اتخذ { -council } قرارًا واحدًا.
    [two] في { $on } اتخذ { -council } قرارين.
    [few] في { $on } اتخذ { -council } { $count } قرارات.
    [many] في { $on } اتخذ { -council } { $count } قرارًا.
   *[other] في { $on } اتخذ { -council } { $count } قرار.
}
decisions-count = { $count ->
    [zero] لا قرارات
    [one] قرار واحد
    [two] قراران
    [few] { $count } قرارات
    [many] { $count } قرارًا
   *[other] { $count } قرار
}
decisions-none = لم يتخذ { -council } أي قرار في { $month }.
decisions-where = جميع القرارات متاحة على البوابة.
