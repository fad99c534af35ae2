## في الميدان

activity = في { $on } أقيم في { $unit } نشاط.{ part-took-part }
activity-for = في { $on } أقيم في { $unit } نشاط { part-for-audience }.{ part-took-part }
activity-by = { AGREES($institution) ->
    [masculine] في { $on } أقام { $institution } نشاطًا في { $unit }.
   *[feminine] في { $on } أقامت { $institution } نشاطًا في { $unit }.
}
training-held = في { $on } أقيم في { $unit } تدريب { part-for-audience }.{ part-took-part }
workshop-held = في { $on } أقيمت في { $unit } ورشة عمل { part-for-audience }.{ part-took-part }
residents-met = في { $on } عُقد في { $unit } لقاء مع السكان.{ part-took-part }
open-day = في { $on } { AGREES($institution) ->
    [masculine] يفتح { $institution } أبوابه
   *[feminine] تفتح { $institution } أبوابها
} للسكان.
campaign = حملة التوعية: { PERIOD($first, $last) }.
activities-month = { $count ->
    [zero] لم يُقم أي نشاط ميداني في { $month }.
    [one] أقيم نشاط ميداني واحد في { $month }.
    [two] أقيم نشاطان ميدانيان في { $month }.
    [few] أقيمت { $count } أنشطة ميدانية في { $month }.
    [many] أقيم { $count } نشاطًا ميدانيًا في { $month }.
   *[other] أقيم { $count } نشاط ميداني في { $month }.
}
activities-participants = { $participants ->
    [zero] لم يُسجل عدد المشاركين.
    [one] شارك شخص واحد.
    [two] شارك شخصان.
    [few] شارك { $participants } أشخاص.
    [many] شارك { $participants } شخصًا.
   *[other] شارك { $participants } شخص.
}
activities-units = { $count ->
    [zero] لم تُقم أنشطة في الوحدات الإدارية.
    [one] أقيمت الأنشطة في وحدة إدارية واحدة.
    [two] أقيمت الأنشطة في وحدتين إداريتين.
    [few] أقيمت الأنشطة في { $count } وحدات إدارية.
    [many] أقيمت الأنشطة في { $count } وحدة إدارية.
   *[other] أقيمت الأنشطة في { $count } وحدة إدارية.
}
activities-count = { $count ->
    [zero] لا أنشطة
    [one] نشاط واحد
    [two] نشاطان
    [few] { $count } أنشطة
    [many] { $count } نشاطًا
   *[other] { $count } نشاط
}

## المواعيد

event-open = { WEEKDAY($on) }، { $at }: فعالية مفتوحة للجميع.
event-open-day = { WEEKDAY($on) }: فعالية مفتوحة للجميع.
event-invited = { WEEKDAY($on) }، { $at }: فعالية بدعوة.
event-invited-day = { WEEKDAY($on) }: فعالية بدعوة.
event-unit = { WEEKDAY($on) }، { $at }: فعالية في { $unit }.
event-titled = { WEEKDAY($on) }، { $at }: { $title }
event-place = المكان: { $place }.
event-accessible = المدخل بلا درج.
event-steps = في المدخل درج.
event-cancelled = أُلغيت فعالية { $on }.
event-moved = نُقل موعد فعالية { $on } إلى { $new_on }، { $at }.
event-period = تُقام الفعاليات { PERIOD($first, $last) }.
event-register = للتسجيل اتصلوا بالرقم { $telephone }.
event-details = موضوع الفعالية ومكانها منشوران في قسم المواعيد باللغة الألبانية.
events-count = { $count ->
    [zero] لا مواعيد مقبلة
    [one] موعد مقبل واحد
    [two] موعدان مقبلان
    [few] { $count } مواعيد مقبلة
    [many] { $count } موعدًا مقبلًا
   *[other] { $count } موعد مقبل
}
events-none = لم تُحدد مواعيد بعد.

## الأسئلة

questions-answered = { $count ->
    [zero] لم يُجب { -council } عن أي سؤال في { $month }.
    [one] أجاب { -council } عن سؤال واحد في { $month }.
    [two] أجاب { -council } عن سؤالين في { $month }.
    [few] أجاب { -council } عن { $count } أسئلة في { $month }.
    [many] أجاب { -council } عن { $count } سؤالًا في { $month }.
   *[other] أجاب { -council } عن { $count } سؤال في { $month }.
}
questions-count = { $count ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالان
    [few] { $count } أسئلة
    [many] { $count } سؤالًا
   *[other] { $count } سؤال
}
questions-waiting = { $count ->
    [zero] لا أسئلة تنتظر الإجابة.
    [one] سؤال واحد ينتظر الإجابة.
    [two] سؤالان ينتظران الإجابة.
    [few] { $count } أسئلة تنتظر الإجابة.
    [many] { $count } سؤالًا ينتظر الإجابة.
   *[other] { $count } سؤال ينتظر الإجابة.
}
questions-channel = { $channel ->
    [telephone] أسئلة بالهاتف: { $count }.
    [unit_head] أسئلة عن طريق مدير الوحدة الإدارية: { $count }.
    [mediator] أسئلة عن طريق منسق الاتصال المجتمعي: { $count }.
    [youth_council] أسئلة عن طريق مجلس الشباب: { $count }.
   *[paper] أسئلة على ورقة: { $count }.
}
question-channel = { $channel ->
    [telephone] ورد سؤال بالهاتف.
    [unit_head] ورد سؤال عن طريق مدير الوحدة الإدارية.
    [mediator] ورد سؤال عن طريق منسق الاتصال المجتمعي.
    [youth_council] ورد سؤال عن طريق مجلس الشباب.
   *[paper] ورد سؤال مكتوب على ورقة.
}
question-unit = ورد سؤال من { $unit }.
question-answered-by = { AGREES($institution) ->
    [masculine] قدم { $institution } الإجابة.
   *[feminine] قدمت { $institution } الإجابة.
}
questions-how = تُطرح الأسئلة بالهاتف أو على ورقة أو عن طريق مدير الوحدة الإدارية.
questions-where = الأسئلة والأجوبة منشورة في العدد الألباني.
