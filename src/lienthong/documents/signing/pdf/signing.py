"""A letter's PDF on its way: empty places, the person's signature, number and date, the organisation's seal.

Signing is interrupted: what is to be signed is made here, the signature comes from wherever the key lies, and the PDF
is finished with it (PAdES B-B, or B-T with a time-stamp server).
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lienthong.documents.layout.terms import Box, LaidOut
from lienthong.documents.signing.pdf import stamps
from lienthong.documents.signing.pdf.terms import FIELDS, Begun, Blank, Place, Stamp
from lienthong.documents.signing.pdf.waiting import result_of

ALGORITHM = "sha256"
OWN_BYTES = 3_072
"""Of a signature without certificates: what is signed, the signature of the largest key."""

STAMP_BYTES = 10_240
"""Of the answer of a time-stamp server, with its own certificates. Kept free only where one is to be asked: whoever
reads the file reads what is kept free digit by digit.
"""

BLANKS: tuple[Blank, ...] = ("number", "date")
PLACES: tuple[Place, ...] = ("signature", "seal")
READ_ONLY, PRINTED = 1, 4


def with_places(letter: LaidOut) -> bytes:
    """The letter with its four empty fields: whatever is to be written later must be there before anybody signs."""
    writer = IncrementalPdfFileWriter(BytesIO(letter.pdf))
    for place in PLACES:
        box = letter.boxes[place]
        sides = (round(box.x0), round(box.y0), round(box.x1), round(box.y1))
        append_signature_field(writer, SigFieldSpec(FIELDS[place], on_page=box.page - 1, box=sides))
    for blank in BLANKS:
        box = letter.boxes[blank]
        _append_blank(writer, blank, box._replace(y0=box.y0 - stamps.BELOW, y1=box.y1 + 2))
    return _bytes_of(writer)


def _append_blank(writer: IncrementalPdfFileWriter, blank: Blank, box: Box) -> None:
    page, _ = writer.find_page_for_modification(box.page - 1)
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(FIELDS[blank]),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): generic.ArrayObject([generic.FloatObject(side) for side in box[1:]]),
            pdf_name("/F"): generic.NumberObject(PRINTED),
            pdf_name("/Ff"): generic.NumberObject(READ_ONLY),
            pdf_name("/P"): page,
            pdf_name("/V"): pdf_string(""),
            pdf_name("/DA"): pdf_string("/Helv 11 Tf 0 g"),
            pdf_name("/AP"): stamps.empty(writer, box),
        }
    )
    there = writer.add_object(field)
    writer.register_annotation(page, there)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(there)
    writer.update_container(fields)


def begin(
    pdf: bytes,
    place: Place,
    *,
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    stamp: Stamp,
    at: datetime,
    blanks: Mapping[Blank, str] | None = None,
    stamped: bool = False,
) -> Begun:
    """What is to be signed at this place; `blanks` are filled first. The signature comes later, from elsewhere; with
    `stamped` there is room for a time stamp beside it.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    letters, fields = stamps.Letters(), _fields(writer)
    _fill(writer, fields, blanks or {}, letters)
    is_seal = place == "seal"
    signer = _external(certificate, chain)
    session = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELDS[place],
            md_algorithm=ALGORITHM,
            subfilter=SigSeedSubFilter.PADES,
            certify=not is_seal and not writer.prev.embedded_signatures,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        ),
        signer=signer,
        stamp_style=stamps.style_of(stamp, letters, border=is_seal, left=0 if is_seal else _covered(fields)),
    ).init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    document = session.prepare_tbs_document(
        validation_info=None,
        bytes_reserved=_digits([certificate, *chain], stamped=stamped),
        appearance_text_params=stamps.words_of(stamp),
    )
    output = BytesIO()
    digest, _ = document.digest_tbs_document(output=output)
    attributes = result_of(signer.signed_attrs(digest.document_digest, ALGORITHM, use_pades=True))
    start, end = digest.reserved_region_start, digest.reserved_region_end
    return Begun(output.getvalue(), start, end, attributes.dump())


def _digits(certificates: Sequence[x509.Certificate], *, stamped: bool) -> int:
    """Hexadecimal, to be kept free for a signature."""
    of_certificates = sum(len(certificate.dump()) for certificate in certificates)
    return 2 * (OWN_BYTES + of_certificates + stamped * STAMP_BYTES)


def digest_of(begun: Begun) -> bytes:
    """What the key signs."""
    return hashlib.sha256(begun.attributes).digest()


def finish(
    begun: Begun,
    signature: bytes,
    *,
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The signed PDF. Raises `SigningError` where the room that was kept free is too small for the stamp."""
    return result_of(_finish(begun, _external(certificate, chain, signature), timestamper))


async def _finish(begun: Begun, signer: ExternalSigner, timestamper: TimeStamper | None) -> bytes:
    container = await signer.async_sign_prescribed_attributes(
        ALGORITHM, signed_attrs=cms.CMSAttributes.load(begun.attributes), timestamper=timestamper
    )
    output = BytesIO(begun.prepared)
    # The digest of the rest stands in the attributes already.
    PreparedByteRangeDigest(b"", begun.start, begun.end).fill_with_cms(output, container)
    return output.getvalue()


def _external(
    certificate: x509.Certificate, chain: Sequence[x509.Certificate], signature: bytes = b""
) -> ExternalSigner:
    return ExternalSigner(
        signing_cert=certificate,
        cert_registry=SimpleCertificateStore.from_certs(list(chain)),
        signature_value=signature or bytes(256),
    )


def _fields(writer: IncrementalPdfFileWriter) -> dict[str, generic.IndirectObject]:
    return {str(there.get_object()["/T"]): there for there in writer.root["/AcroForm"]["/Fields"]}


def _box(field: generic.DictionaryObject) -> Box:
    return Box(1, *map(float, field["/Rect"]))


def _covered(fields: Mapping[str, generic.IndirectObject]) -> int:
    """How much of the person's place the seal covers: a third of it, from the left (Decree 30/2020, annex I)."""
    own, seal = (_box(fields[FIELDS[place]].get_object()) for place in PLACES)
    meets = seal.y0 < own.y1 and own.y0 < seal.y1
    return max(0, round(min(seal.x1, own.x1) - own.x0)) if meets else 0


def _fill(
    writer: IncrementalPdfFileWriter,
    fields: Mapping[str, generic.IndirectObject],
    blanks: Mapping[Blank, str],
    upright: stamps.Letters,
) -> None:
    slanted = stamps.Letters(stamps.SLANTED)
    for blank, words in blanks.items():
        there = fields[FIELDS[blank]]
        field = there.get_object()
        letters = slanted if blank == "date" else upright
        field[pdf_name("/V")] = pdf_string(words)
        field[pdf_name("/AP")] = stamps.written(writer, _box(field), words, letters)
        writer.mark_update(there)


def _bytes_of(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
