"""A hold is lifted on a paper; an institution is told that its referral was revoked."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('council', '0010_a_destroyed_report_leaves_its_item'),
    ]

    operations = [
        migrations.AddField(
            model_name='legalhold',
            name='released',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('invitation', 'Invitation'), ('renewal', 'Renewal'), ('factor_reset', 'Factor Reset'), ('factor_changed', 'Factor Changed'), ('meeting_convened', 'Meeting Convened'), ('meeting_changed', 'Meeting Changed'), ('meeting_cancelled', 'Meeting Cancelled'), ('meeting_reminder', 'Meeting Reminder'), ('minutes_circulated', 'Minutes Circulated'), ('approval_asked', 'Approval Asked'), ('action_given', 'Action Given'), ('action_due', 'Action Due'), ('action_late', 'Action Late'), ('report_to_triage', 'Report To Triage'), ('report_returned', 'Report Returned'), ('report_unreadable', 'Report Unreadable'), ('referral_sent', 'Referral Sent'), ('referral_due', 'Referral Due'), ('referral_late', 'Referral Late'), ('referral_answered', 'Referral Answered'), ('referral_revoked', 'Referral Revoked'), ('reply_arrived', 'Reply Arrived'), ('audit_head', 'Audit Head'), ('audit_broken', 'Audit Broken')], max_length=40),
        ),
    ]
