"""What the acts on enclosures ask for: the page's forms and the API's bodies."""

from uuid import UUID

from pydantic import Field

from lienthong.documents.enclosures.terms import MOST
from lienthong.pages.forms import Form
from lienthong.work.rules import LONGEST_NAME


class RenameEnclosure(Form):
    enclosure: UUID = Field(title="Tệp kèm theo", json_schema_extra={"kind": "radios"})
    name: str = Field(title="Tên mới", min_length=1, max_length=LONGEST_NAME)


class PlaceEnclosure(Form):
    enclosure: UUID = Field(title="Tệp kèm theo", json_schema_extra={"kind": "radios"})
    place: int = Field(title="Đứng thứ mấy", ge=1, le=MOST)


class RemoveEnclosure(Form):
    enclosure: UUID = Field(title="Tệp kèm theo", json_schema_extra={"kind": "radios"})
