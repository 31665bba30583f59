"""Files of exchange as different systems write them, made by hand after the standard's own words."""

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

_HEADER = """
<e:edXMLHeader>
 <e:MessageHeader>
  <e:From><e:OrganId>G01</e:OrganId><e:OrganName>Bộ Nội vụ</e:OrganName></e:From>
  <e:To><e:OrganId>{to}</e:OrganId><e:OrganName>UBND phường</e:OrganName></e:To>
  <e:Code><e:CodeNumber>15</e:CodeNumber><e:CodeNotation>BNV-VP</e:CodeNotation></e:Code>
  <e:PromulgationInfo><e:Place>Hà Nội</e:Place><e:PromulgationDate>2025/06/20</e:PromulgationDate></e:PromulgationInfo>
  <e:DocumentType><e:Type>2</e:Type><e:TypeName>Công văn</e:TypeName></e:DocumentType>
  <e:Subject>Về việc sắp xếp đơn vị hành chính</e:Subject>
  <e:Content>Nội dung công văn.</e:Content>
  <e:ToPlaces><e:Place>UBND các phường</e:Place><e:Place>Lưu: VT</e:Place></e:ToPlaces>
  <e:OtherInfo><e:Priority>1</e:Priority><e:TyperNotation>NTA</e:TyperNotation><e:PageAmount>3</e:PageAmount></e:OtherInfo>
  <e:DocumentId>G01,2025/06/20,15/BNV-VP</e:DocumentId>
 </e:MessageHeader>
 <e:TraceHeaderList>
  <e:TraceHeader><e:OrganId>G01</e:OrganId><e:Timestamp>2025/06/20 09:30:00</e:Timestamp></e:TraceHeader>
  <e:Bussiness>
   <e:BussinessDocType>{purpose}</e:BussinessDocType><e:BussinessDocReason>{reason}</e:BussinessDocReason>
   <e:DocumentId>{about}</e:DocumentId>
  </e:Bussiness>
 </e:TraceHeaderList>
 <s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:SignedInfo/><s:SignatureValue>AA==</s:SignatureValue></s:Signature>
</e:edXMLHeader>"""

_BODY = """
<e:edXMLBody><e:edXMLManifest>
 <e:Reference>
  <e:AttachmentName>phu-luc.png</e:AttachmentName><e:ContentType>image/png</e:ContentType>
  <e:ContentId>cid:tep-1</e:ContentId>
 </e:Reference>
</e:edXMLManifest></e:edXMLBody>"""

_FILES = """
<e:AttachmentEncoded><e:Attachment>
 <e:ContentType>image/png</e:ContentType><e:ContentId>tep-1</e:ContentId>
 <e:ContentTransferEncoded>
  {content}
 </e:ContentTransferEncoded>
 <e:AttachmentName>phu-luc.png</e:AttachmentName>
</e:Attachment></e:AttachmentEncoded>"""

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def other_prefix(
    to: str = "H29",
    purpose: int = 0,
    reason: str = "",
    about: str = "",
    prefix: str = "e",
    content: str = PNG,
) -> bytes:
    """The prefix is of the sender's choosing: `e` in one system, the literal one in another."""
    head = _HEADER.format(to=to, purpose=purpose, reason=reason, about=about)
    files = _FILES.format(content=content)
    text = f'<e:edXML xmlns:e="{NAMESPACE}"><e:edXMLEnvelope>{head}{_BODY}</e:edXMLEnvelope>{files}</e:edXML>'
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + _renamed(text, prefix)).encode()


def _renamed(text: str, prefix: str) -> str:
    return (
        text.replace("xmlns:e=", f"xmlns:{prefix}=")
        .replace("<e:", f"<{prefix}:")
        .replace("</e:", f"</{prefix}:")
    )


def literal_prefix() -> bytes:
    return other_prefix(prefix="edXML")


def no_prefix() -> bytes:
    """The default namespace, and the files in none: one system in use takes them out of it."""
    text = other_prefix().decode().replace("xmlns:e=", "xmlns=").replace("<e:", "<").replace("</e:", "</")
    return text.replace("<AttachmentEncoded>", '<AttachmentEncoded xmlns="">').encode()


def spelt_right() -> bytes:
    """«Business» as English has it, other names off by a letter, the envelope as the root and the files within it."""
    text = other_prefix().decode()
    text = text.replace("Bussiness", "Business").replace("TyperNotation", "TypeNotation")
    text = text.replace("PromulgationDate", "PromulgationDates").replace("edXMLHeader", "EdXmlHeader")
    start, end = text.index("<e:edXML "), text.index("<e:edXMLEnvelope>")
    text = text[:start] + f'<e:edXMLEnvelope xmlns:e="{NAMESPACE}">' + text[end + len("<e:edXMLEnvelope>") :]
    return text.replace("</e:edXMLEnvelope>", "").replace("</e:edXML>", "</e:edXMLEnvelope>").encode()


SHAPES = {
    "literal prefix": literal_prefix,
    "other prefix": other_prefix,
    "no prefix": no_prefix,
    "spelt right": spelt_right,
}
