"""The code a dossier is looked up by: easy to type."""

from lienthong.procedures.filing import keys


def test_a_code_is_found_as_it_is_typed() -> None:
    code = keys.lookup_code()
    assert code.startswith("HS-")
    assert keys.spelt(code.lower().replace("-", "")) == keys.spelt(f" {code} ") == code
    assert keys.spelt("27094-250701-0001") == "27094-250701-0001"
