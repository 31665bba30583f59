-- Fields of work the registry and the catalogue of procedures speak of.
select field from (select distinct field from jurisdiction where field is not null
                   union select distinct field from procedure where field <> '') f
