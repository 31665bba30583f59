update delegation set withdrawn_by = %(by)s, withdrawn_at = world_now(), withdrawn_reason = %(reason)s
where id = %(id)s and unit = %(unit)s and withdrawn_at is null
  and (upper_inf(during) or upper(during) > world_today())
returning delegate, form
