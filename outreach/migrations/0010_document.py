from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("outreach", "0009_letters_watched"),)
    operations = (
        migrations.AddField(
            model_name="mailing",
            name="document",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    )
