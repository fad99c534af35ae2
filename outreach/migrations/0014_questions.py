import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


WAITING_ONES_GO = "DELETE FROM outreach_question WHERE answered_on IS NULL OR institution = ''"
THOSE_THAT_WERE_PUBLIC = """
UPDATE outreach_question
SET state = 'answered', received_on = answered_on - 9, due_on = answered_on
"""


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0012_newsroom'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='question',
            name='answered_on',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='question',
            name='institution',
            field=models.SlugField(blank=True),
        ),
        # Backwards there is no place for what waits for an answer.
        migrations.RunSQL(migrations.RunSQL.noop, WAITING_ONES_GO),
        migrations.AddField(
            model_name='question',
            name='decision',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='question',
            name='due_on',
            field=models.DateField(default=datetime.date(2000, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='question',
            name='elsewhere',
            field=models.SlugField(blank=True),
        ),
        migrations.AddField(
            model_name='question',
            name='help_line',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='question',
            name='meeting',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='question',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='outreach.question'),
        ),
        migrations.AddField(
            model_name='question',
            name='received_on',
            field=models.DateField(default=datetime.date(2000, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='question',
            name='state',
            field=models.CharField(choices=[('received', 'Received'), ('with_institution', 'With Institution'), ('on_agenda', 'On Agenda'), ('answered', 'Answered'), ('not_for_us', 'Not For Us')], default='received', max_length=20),
        ),
        migrations.AddField(
            model_name='question',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='question',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='times_asked',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='question',
            name='topic',
            field=models.CharField(choices=[('roads', 'Roads'), ('light', 'Light'), ('schools', 'Schools'), ('online', 'Online'), ('family', 'Family'), ('order', 'Order'), ('emergencies', 'Emergencies'), ('other', 'Other')], default='other', max_length=20),
        ),
        migrations.RunSQL(THOSE_THAT_WERE_PUBLIC, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='AnswerTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(unique=True)),
                ('working_days', models.PositiveSmallIntegerField(default=15)),
            ],
            options={
                'ordering': ('-from_date',),
            },
        ),
        migrations.CreateModel(
            name='QuestionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('verb', models.CharField(choices=[('received', 'Received'), ('asked_again', 'Asked Again'), ('merged', 'Merged'), ('handed', 'Handed'), ('reminded', 'Reminded'), ('answered', 'Answered'), ('on_agenda', 'On Agenda'), ('off_agenda', 'Off Agenda'), ('decided', 'Decided'), ('not_for_us', 'Not For Us'), ('wrote', 'Wrote'), ('reviewed', 'Reviewed'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], max_length=20)),
                ('detail', models.CharField(blank=True, max_length=120)),
                ('batch', models.UUIDField(db_index=True, null=True)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='QuestionTally',
            fields=[
                ('month', models.DateField(primary_key=True, serialize=False)),
                ('received', models.PositiveIntegerField(default=0)),
                ('answered', models.PositiveIntegerField(default=0)),
                ('in_time', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ('month',),
            },
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['due_on', 'code'], name='question_register'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['answered_on', 'code'], name='question_answered'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', False), ('state__in', ('answered', 'not_for_us'))), models.Q(models.Q(('state__in', ('answered', 'not_for_us')), _negated=True), ('answered_on__isnull', True)), _connector='OR'), name='question_is_answered_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('answered_on__isnull', False), _connector='OR'), name='question_is_public_with_its_answer'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('with_institution', 'answered')), _negated=True), models.Q(('institution', ''), _negated=True), _connector='OR'), name='question_is_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_for_us'), _negated=True), models.Q(('elsewhere', ''), ('help_line', ''), _negated=True), _connector='OR'), name='question_leads_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('times_asked__gte', 1)), name='question_was_asked'),
        ),
        migrations.AddConstraint(
            model_name='answertime',
            constraint=models.CheckConstraint(condition=models.Q(('working_days__gte', 1), ('working_days__lte', 60)), name='answer_time_is_a_time'),
        ),
        migrations.AddField(
            model_name='questionstep',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='questionstep',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='outreach.question'),
        ),
        migrations.AddConstraint(
            model_name='questiontally',
            constraint=models.CheckConstraint(condition=models.Q(('in_time__lte', models.F('answered'))), name='question_tally_adds_up'),
        ),
    ]
