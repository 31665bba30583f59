select a.code, b.geometry from boundary b join area a on a.id = b.area where a.during @> world_today()
