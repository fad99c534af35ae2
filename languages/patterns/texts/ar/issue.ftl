## الموجز واللغات

digest-title = موجز النشرة الشهرية – { $month }
digest-description = بإيجاز: ما قرره { -council } وما وعد به وما أنجزه في { $month }.
digest-mark = هذا موجز. العدد الكامل بالألبانية.
digest-why = لا ننشر ترجمات لم تُراجع.
digest-read = قراءة العدد الكامل بالألبانية
digest-full-coming = ستصدر النسخة الكاملة بهذه اللغة لاحقًا.
only-albanian = هذا النص بالألبانية فقط. اقرؤوه هنا.
albanian-authoritative = النص الألباني هو المرجع.
english-follows = ستصدر النسخة الإنجليزية لاحقًا.
arabic-follows = ستصدر النسخة العربية لاحقًا.
issue-next = يصدر العدد المقبل في { $on }.
issue-late = يتأخر صدور عدد { $month } إلى { $on }.

## تصويبات

correction-month = صُحح خطأ في عدد { $month }.
correction-number = الرقم الصحيح هو { $right } وليس { $wrong }.
correction-date = التاريخ الصحيح هو { $on } وليس { $wrong_on }.
correction-telephone = رقم الهاتف الصحيح هو { $telephone }.
correction-institution = الجهة المسؤولة: { CASE($institution, "title") }.
correction-edition = نُشر الإصدار { $edition } في { $on }، وهو يحل محل الإصدار السابق.
correction-none = لا تصويبات لعدد { $month }.
corrections-where = التصويبات منشورة في العدد الألباني.
issue-withdrawn = سُحب عدد { $month } من النشر في { $on }.

## الأرقام

figure = { $label }: { $figure }.
figure-band = { $label }: { $band }.
figure-below = { $label }: أقل من { $figure }.
figures-bands = تُنشر الأرقام ضمن فئات كي لا تُعرف هوية أحد.
figures-none = لم تُنشر أرقام عن { $month }.
figures-on-time = أُنجز ضمن الموعد { $share } من إجراءات المتابعة.
figures-attendance = بلغت نسبة الحضور في الاجتماع { $share }.
figures-survey = { $count ->
    [zero] لم يُجب أحد عن الاستبيان.
    [one] أجاب عن الاستبيان شخص واحد.
    [two] أجاب عن الاستبيان شخصان.
    [few] أجاب عن الاستبيان { $count } أشخاص.
    [many] أجاب عن الاستبيان { $count } شخصًا.
   *[other] أجاب عن الاستبيان { $count } شخص.
}

## شهر بلا اجتماع

quiet-headline = لم يجتمع { -council } في { $month }. واستمر العمل على الوعود.
quiet-no-promises = لم يجتمع { -council } في { $month }. وفي هذا العدد مساعدة ومواعيد.
quiet-done = { $count ->
    [zero] لم يُنجز أي وعد حتى نهاية { $month }.
    [one] أُنجز وعد واحد حتى نهاية { $month }.
    [two] أُنجز وعدان حتى نهاية { $month }.
    [few] أُنجزت { $count } وعود حتى نهاية { $month }.
    [many] أُنجز { $count } وعدًا حتى نهاية { $month }.
   *[other] أُنجز { $count } وعد حتى نهاية { $month }.
}
quiet-late = { $count ->
    [zero] لم يكن أي وعد متأخرًا في نهاية { $month }.
    [one] كان وعد واحد متأخرًا في نهاية { $month }.
    [two] كان وعدان متأخرين في نهاية { $month }.
    [few] كانت { $count } وعود متأخرة في نهاية { $month }.
    [many] كان { $count } وعدًا متأخرًا في نهاية { $month }.
   *[other] كان { $count } وعد متأخرًا في نهاية { $month }.
}
quiet-dates = { $count ->
    [zero] لا مواعيد جديدة في قسم المواعيد بعد.
    [one] في قسم المواعيد موعد جديد واحد.
    [two] في قسم المواعيد موعدان جديدان.
    [few] في قسم المواعيد { $count } مواعيد جديدة.
    [many] في قسم المواعيد { $count } موعدًا جديدًا.
   *[other] في قسم المواعيد { $count } موعد جديد.
}
quiet-next = يجتمع { -council } في { $on }.
quiet-help = هذا الشهر: نصائح عن سبل طلب المساعدة.
quiet-nothing-late = لا وعود متأخرة.
