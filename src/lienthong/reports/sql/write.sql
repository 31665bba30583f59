with said as (
    insert into report (item, code, secret, channel, text, place, lat, lon, ward, old_ward, answer_hours, reopened)
    values (%(item)s, %(code)s, %(secret)s, %(channel)s, %(text)s, %(place)s, %(lat)s, %(lon)s, %(ward)s,
            %(old_ward)s, %(answer_hours)s, 0)
)
insert into reporter (item, name, phone, email, anonymous)
values (%(item)s, %(name)s, %(phone)s, %(email)s, %(anonymous)s)
