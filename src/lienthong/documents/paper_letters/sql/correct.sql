-- What was entered of a letter on paper, written anew; its number, sign and day stay.
with letter as (
    update document set subject = %(subject)s
    where id = (select document from draft where item = %(item)s)
)
update paper_letter set signed_by = %(signer)s, addressees = %(addressees)s, pages = %(pages)s
where document = (select document from draft where item = %(item)s)
