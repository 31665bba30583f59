select follow_item('report');
select follow_item('report_entry');

-- The body that runs the 1022 line, today.
create function operator_basket() returns int
language sql stable parallel safe
as $$ select jurisdiction_for('competence', null, 'Cổng 1022', world_today()) $$;

-- Who reported is seen with the item, unless they asked to stay unknown to those who handle it: then only by
-- themselves and by the operator.
alter table reporter enable row level security;
create policy reporter_seen on reporter for select using (
    coalesce(
        exists (select from work_item w where w.id = item)
        and (not anonymous
             or item = (select nullif(current_setting('lt.item', true), '')::uuid)
             or (select operator_basket()) = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[])),
        false)
);
create policy reporter_appends on reporter for insert with check (true);

-- A reporter comes with the code and either the secret or the last digits of the telephone. What matches opens
-- that one item to the end of the transaction; what does not is answered alike whatever was wrong.
create function open_report(p_code text, p_secret bytea, p_tail text) returns uuid
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    found_item uuid;
begin
    select r.item into found_item
    from report r join reporter p on p.item = r.item
    where r.code = p_code
      and (r.secret = p_secret or (length(p_tail) = 4 and length(p.phone) >= 8 and right(p.phone, 4) = p_tail));
    perform set_config('lt.item', coalesce(found_item::text, ''), true);
    return found_item;
end $$;

-- Working hours to the answer. Ours: no published rule gives them (the limits of 1022 were not verified).
insert into report_field (name, position, covers, answer_hours, is_ours) values
    ('Hạ tầng kỹ thuật', 1, 'Điện, nước, viễn thông, đường, thoát nước, chiếu sáng, cây xanh', 24, true),
    ('Giao thông', 2, 'Giao thông, xe buýt', 24, true),
    ('Trật tự đô thị', 3, 'Lấn chiếm vỉa hè, quảng cáo, xây dựng không phép', 24, true),
    ('Vệ sinh môi trường', 4, 'Rác thải, nước thải, khói bụi', 24, true),
    ('Tiếng ồn', 5, 'Karaoke, công trình, sản xuất', 8, true),
    ('Y tế', 6, 'Phòng bệnh, khám chữa bệnh', 24, true),
    ('Du lịch', 7, 'Dịch vụ, an toàn cho du khách', 24, true),
    ('Hành chính công', 8, 'Thái độ phục vụ, hồ sơ trễ hẹn, hướng dẫn thủ tục', 16, true),
    ('An ninh trật tự', 9, 'Mất trật tự, tệ nạn', 8, true),
    ('An toàn thực phẩm', 10, 'Hàng quán, thực phẩm không rõ nguồn gốc', 16, true),
    ('Lĩnh vực khác', 99, '', 24, true);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on report, reporter, report_entry from lienthong_app;
        revoke update on reporter, report_entry from lienthong_app;
        revoke insert, update, delete, truncate on report_field from lienthong_app;
    end if;
end $$;
