from django.db import migrations

from learners.names import match_key


def name_units(apps, schema_editor):
    """Give every place that names a unit that unit of its centre, made where there is none."""
    places = apps.get_model("learners", "Enrolment").objects.filter(unit__isnull=True).exclude(unit_name="")
    units = apps.get_model("centres", "SendingUnit").objects
    known, found = {}, {}
    for pk, centre, name in places.order_by().values_list("pk", "training_class__centre", "unit_name"):
        if centre not in known:
            known[centre] = {match_key(unit.name): unit for unit in units.filter(centre=centre).order_by("-pk")}
        key = match_key(name)
        if key not in known[centre]:
            known[centre][key] = units.create(centre_id=centre, name=name)
        found.setdefault(known[centre][key].pk, []).append(pk)
    for unit, pks in found.items():
        for start in range(0, len(pks), 5000):
            places.filter(pk__in=pks[start : start + 5000]).update(unit=unit)


class Migration(migrations.Migration):
    dependencies = [("learners", "0011_corrected_rosters")]

    operations = [migrations.RunPython(name_units, migrations.RunPython.noop)]
