select jurisdiction, unit from holding where jurisdiction = any (%(jurisdictions)s) and during @> world_today()
