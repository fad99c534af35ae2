"""What the public side may add, and the two questions that it may ask without reading a table."""

import uuid
from django.db import migrations, models

# Whoever holds the id of a subscription reads what their own page shows, wishes that wait included.
FUNCTIONS = """
CREATE FUNCTION outreach_subscription(wanted uuid)
    RETURNS TABLE (masked text, language text, unit text, wants_document boolean,
                   paused_until date, confirmed_at timestamptz, left_at timestamptz,
                   reconfirmed_at timestamptz, reconfirmed_letter timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT left(s.address, 1) || '***@' || s.domain,
          coalesce(c.language, s.language), coalesce(c.unit, s.unit),
          coalesce(c.wants_document, s.wants_document),
          CASE WHEN c.id IS NULL THEN s.paused_until ELSE c.paused_until END,
          s.confirmed_at, greatest(s.left_at, d.left_at), k.confirmed_at, k.asked_at
   FROM outreach_subscriber AS s
   LEFT JOIN outreach_departure AS d ON d.subscriber = s.id
   LEFT JOIN outreach_confirmation AS k ON k.subscriber = s.id
   LEFT JOIN LATERAL (SELECT * FROM outreach_preferencechange AS p WHERE p.subscriber = s.id
                      ORDER BY p.changed_at DESC, p.id LIMIT 1) AS c ON true
   WHERE s.id = wanted $$;

-- Counts once more under a key, and how often that makes until its time is over.
CREATE FUNCTION outreach_count(counted text, seconds integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ INSERT INTO outreach_formcount AS known (key, n, until)
   VALUES (counted, 1, now() + make_interval(secs => seconds))
   ON CONFLICT (key) DO UPDATE SET
       n = CASE WHEN known.until <= now() THEN 1 ELSE known.n + 1 END,
       until = CASE WHEN known.until <= now() THEN excluded.until ELSE known.until END
   RETURNING n $$;

REVOKE ALL ON FUNCTION outreach_subscription(uuid), outreach_count(text, integer) FROM PUBLIC;
"""
BACK = """
DROP FUNCTION outreach_count(text, integer);
DROP FUNCTION outreach_subscription(uuid);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0005_subscribing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subscriber', models.UUIDField(unique=True)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FormCount',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('n', models.PositiveIntegerField()),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='PreferenceChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subscriber', models.UUIDField(db_index=True)),
                ('language', models.CharField(max_length=2)),
                ('unit', models.SlugField(blank=True)),
                ('wants_document', models.BooleanField()),
                ('paused_until', models.DateField(null=True)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SubscriptionRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(max_length=320)),
                ('language', models.CharField(max_length=2)),
                ('unit', models.SlugField(blank=True)),
                ('wants_document', models.BooleanField(default=False)),
                ('wants_current', models.BooleanField(default=False)),
                ('consent_way', models.CharField(max_length=40)),
                ('consent_text', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='delivery',
            name='added_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='subscriber',
            name='wants_current',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
