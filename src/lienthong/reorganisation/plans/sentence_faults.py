"""What is wrong with one sentence by itself: who it names, and whether its kind can mean that. Pure."""

from collections.abc import Iterator

from lienthong.reorganisation.plans.reading import AREA_KINDS, Reading
from lienthong.reorganisation.plans.terms import PlanFault, Source, Target, Transition
from lienthong.units.rules import same_name


def of_sentence(reading: Reading, no: int, sentence: Transition) -> Iterator[PlanFault]:
    if not sentence.sources or not sentence.targets:
        yield PlanFault("one_sided", "Phương án phải có cả bên giao và bên nhận.", (no,))
    for source in sentence.sources:
        yield from _source(reading, no, sentence, source)
    for target in sentence.targets:
        if target.unit and target.unit not in reading.agencies:
            yield PlanFault("unknown_unit", f"Không có cơ quan mã «{target.unit}».", (no,))
    match sentence.kind:
        case "dissolve":
            yield from _dissolved(reading, no, sentence)
        case "transfer_competence":
            yield from _transfer(reading, no, sentence)
        case _:
            yield from _becomes_area(no, sentence)
    if sentence.archive and not reading.names_keeper(sentence.archive):
        yield PlanFault("unknown_archive", f"Không có nơi lưu trữ mang mã «{sentence.archive}».", (no,))


def _source(reading: Reading, no: int, sentence: Transition, source: Source) -> Iterator[PlanFault]:
    if source.key and sentence.kind not in AREA_KINDS:
        words = f"«{source.key}» là một bước trung gian; phương án này chỉ nhận đơn vị đang hoạt động."
        yield PlanFault("wrong_source", words, (no,))
    elif source.key and source.key not in reading.written:
        yield PlanFault("unknown_step", f"Không có bước «{source.key}» trong kế hoạch.", (no,))
    elif source.unit and sentence.kind != "transfer_competence":
        words = f"«{source.unit}» không phải địa bàn; cơ quan chỉ giao được lĩnh vực."
        yield PlanFault("wrong_source", words, (no,))
    elif source.unit and source.unit not in reading.agencies:
        yield PlanFault("unknown_unit", f"Không có cơ quan mã «{source.unit}».", (no,))
    elif not source.key and not source.unit and (source.rank, source.code) not in reading.alive:
        words = f"Không có đơn vị hành chính mã «{source.code}» ngay trước ngày hiệu lực."
        yield PlanFault("unknown_area", words, (no,))
    elif name := _called_otherwise(reading, source):
        words = f"Mã «{source.code}» là {name}, phương án ghi «{source.name}»."
        yield PlanFault("name_differs", words, (no,))


def _called_otherwise(reading: Reading, source: Source) -> str | None:
    """What the area of this code is called, where the plan writes another name beside it."""
    area = reading.alive.get((source.rank, source.code))
    return area.name if area and source.name and not same_name(source.name, area.name) else None


def _becomes_area(no: int, sentence: Transition) -> Iterator[PlanFault]:
    for target in sentence.targets:
        if not target.code and target.unit:
            words = f"«{target.unit}» không phải địa bàn; nơi nhận phải là một đơn vị hành chính mới."
            yield PlanFault("no_area", words, (no,))


def _dissolved(reading: Reading, no: int, sentence: Transition) -> Iterator[PlanFault]:
    for target in sentence.targets:
        is_named = bool(target.unit) or target.label in reading.targets
        if not is_named and not (target.by_address and target.field):
            what = f"Lĩnh vực «{target.field}»" if target.field else "Phần việc chưa phân theo lĩnh vực"
            yield PlanFault("no_receiver", f"{what} cần nêu cơ quan hoặc đơn vị mới nhận.", (no,))


def _transfer(reading: Reading, no: int, sentence: Transition) -> Iterator[PlanFault]:
    if not sentence.field:
        yield PlanFault("no_field", "Chuyển thẩm quyền phải nêu lĩnh vực.", (no,))
    if len(sentence.targets) > 1:
        yield PlanFault(
            "one_receiver", "Chuyển thẩm quyền chỉ có một nơi nhận; hãy tách thành phương án khác.", (no,)
        )
    if sentence.targets and not _takes_fields(sentence.targets[0]):
        yield PlanFault("no_receiver", f"Lĩnh vực «{sentence.field}» cần một cơ quan nhận.", (no,))
    for source in sentence.sources:
        unit = reading.agencies.get(source.unit) if source.unit else None
        if unit is not None and not any(b.field == sentence.field for b in reading.held.get(unit.id, ())):
            yield PlanFault("holds_not", f"{unit.name} không giữ lĩnh vực «{sentence.field}».", (no,))


def _takes_fields(target: Target) -> bool:
    return bool(target.unit) or target.by_address
