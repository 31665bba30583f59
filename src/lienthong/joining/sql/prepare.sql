-- What the checks and the act join by; and figures, without which they are planned as if the tables were empty.
create index on joining.work_item (id);
create index on joining.journal (item, seq);
create index on joining.document (id);
create index on joining.holding (jurisdiction);
create index on joining.jurisdiction (id);
create index on joining.unit (id);
create index on joining.mandate (id);
analyze joining.area, joining.unit, joining.jurisdiction, joining.holding, joining.area_heir, joining.person,
    joining.post, joining.mandate, joining.account, joining.work_item, joining.attachment, joining.dossier,
    joining.document, joining.addressee, joining.delivery, joining.report, joining.report_entry, joining.journal,
    joining.journal_day, joining.joined_day, joining.book, joining.stored_file
