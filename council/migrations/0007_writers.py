from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('council', '0006_audit_by_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='itemminutes',
            name='writers',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rsvp',
            name='by_telephone',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('invitation', 'Invitation'), ('renewal', 'Renewal'), ('factor_reset', 'Factor Reset'), ('factor_changed', 'Factor Changed'), ('meeting_convened', 'Meeting Convened'), ('meeting_changed', 'Meeting Changed'), ('meeting_cancelled', 'Meeting Cancelled'), ('meeting_reminder', 'Meeting Reminder'), ('minutes_circulated', 'Minutes Circulated'), ('approval_asked', 'Approval Asked'), ('action_given', 'Action Given'), ('action_due', 'Action Due'), ('action_late', 'Action Late'), ('reply_arrived', 'Reply Arrived'), ('audit_head', 'Audit Head'), ('audit_broken', 'Audit Broken')], max_length=40),
        ),
    ]
