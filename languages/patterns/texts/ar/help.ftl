## خطوط المساعدة

help-line = اتصلوا بالرقم { $telephone }: { $line }.
help-call = اتصلوا بالرقم { $telephone }.
help-danger = عند الخطر اتصلوا بالرقم { $telephone } أو { $other_telephone }.
help-free = الاتصال بالرقم { $telephone } مجاني.
help-day-and-night = يُرد على الاتصالات بالرقم { $telephone } ليلًا ونهارًا.
help-hours = يُرد على الاتصالات بالرقم { $telephone } في هذه الأوقات: { HOURS($at, $until) }.
help-anonymous = لستم مضطرين إلى ذكر أسمائكم.
help-not-emergency = هذه النشرة ليست قناة للطوارئ.
help-checked = جرى التحقق من أرقام خطوط المساعدة في { $on }.
help-changed = الرقم الجديد هو { $telephone }. أما الرقم { $other_telephone } فلم يعد مستخدمًا.
help-interrupted = في { $on } يكون الرقم { $telephone } خارج الخدمة. اتصلوا بالرقم { $other_telephone }.
help-topic = نصائح هذا الشهر وأرقام المساعدة متاحة على البوابة.

## المكتب

office-hours = دوام المكتب: من الاثنين إلى الجمعة، { HOURS($at, $until) }.
office-hours-on = في { $on } يفتح المكتب { HOURS($at, $until) }.
office-hours-changed = اعتبارًا من { $on } يكون دوام المكتب { HOURS($at, $until) }.
office-closed = في { $on } يكون المكتب مغلقًا.
office-closed-period = المكتب مغلق { PERIOD($first, $last) }.
office-telephone = الأمانة الفنية: { $telephone }.
office-email = راسلونا على العنوان { $email }.
office-visit = مقر الأمانة الفنية لدى { $institution }.

## النسخ الورقية والاشتراك والخصوصية

paper-copies = تتوفر النسخ الورقية مجانًا في البلدية وفي مكاتب الوحدات الإدارية.
paper-large-print = تتوفر الطبعة ذات الأحرف الكبيرة في البلدية.
subscribe = يكفي للاشتراك عنوان البريد الإلكتروني.
subscribe-languages = تُرسل النشرة بالألبانية والإنجليزية والعربية.
unsubscribe = يمكنكم إلغاء الاشتراك متى شئتم بضغطة زر.
privacy = لا تجمع البوابة بيانات عن الدين أو الأصل الإثني أو الصحة أو الآراء السياسية.
letter-once = تُرسل النشرة بالبريد الإلكتروني مرة في الشهر.
mistake = هل لاحظتم خطأ؟ أبلغونا عبر البوابة.
