-- Each item with the line that says it came: its chain goes on where it stood. Made anew when a table is added to
-- what travels.
create or replace function join_work(p_act uuid, p_unit int, p_mandate int) returns void
language plpgsql
as $$
declare
    tab text;
    m record;
    told jsonb;
    at timestamptz := world_now();
begin
    select * into m from joining.meta;
    told := jsonb_build_object('origin', m.origin, 'file', m.sha256);
    update joining.work_item set
        chain_seq = chain_seq + 1,
        chain_digest = journal_digest(chain_digest, chain_seq + 1, p_act, at, 'item.imported', id, jurisdiction,
                                      p_unit, p_mandate, told),
        version = version + 1, changed_at = statement_timestamp();
    foreach tab in array array['dossier', 'report', 'delivery'] loop
        execute format('update joining.%I set origin = $1 where origin = 0', tab) using m.origin;
    end loop;
    insert into stored_file select * from joining.stored_file on conflict do nothing;
    foreach tab in array array['work_item', 'attachment', 'dossier', 'document', 'letter_print', 'addressee', 'enclosure',
                               'draft', 'delivery', 'meeting', 'bridge_point', 'bridge_code', 'wrong_code', 'incident',
                               'report', 'reporter', 'report_entry', 'request', 'right_used', 'act_reason',
                               'paper_withdrawal', 'draft_version', 'person_addressee', 'outside_addressee',
                               'revision', 'outside_letter', 'arrived_letter', 'direction', 'register_closing', 'file_of_work',
                               'file_content'] loop
        execute format('insert into public.%1$I select * from joining.%1$I', tab);
    end loop;
    foreach tab in array array['section_abbreviation', 'committee_term'] loop
        execute format('insert into public.%1$I select * from joining.%1$I on conflict do nothing', tab);
    end loop;
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select p_act, at, 'item.imported', id, jurisdiction, p_unit, p_mandate, told, chain_seq, chain_digest
    from joining.work_item order by id;
end $$;
