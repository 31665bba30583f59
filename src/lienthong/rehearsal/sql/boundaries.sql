select a.code from boundary b join area a on a.id = b.area where a.during @> world_today()
