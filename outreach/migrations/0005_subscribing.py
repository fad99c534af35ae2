
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0004_preferences'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResidentLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('confirm', 'Confirm'), ('already_subscribed', 'Already Subscribed'), ('welcome', 'Welcome')], max_length=40)),
                ('language', models.CharField(max_length=2)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('leased', 'Leased'), ('handing_off', 'Handing Off'), ('accepted', 'Accepted'), ('failed', 'Failed'), ('in_doubt', 'In Doubt')], default='pending', max_length=20)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_owner', models.BigIntegerField(null=True)),
                ('written_at', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('smtp_text', models.CharField(blank=True, max_length=300)),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='outreach.subscriber')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['next_at'], name='resident_letter_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('lease_owner__isnull', False), models.Q(('state__in', ('leased', 'handing_off')), _negated=True), _connector='XOR'), name='resident_letter_held_by_an_owner')],
            },
        ),
    ]
