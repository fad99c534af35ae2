from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("outreach", "0004_preferences"),)
    operations = (
        migrations.AddField(
            model_name="mailing",
            name="document",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    )
