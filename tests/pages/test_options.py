"""The lines of a select: each value once, what was typed is text, the chosen one and no other is selected."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from lienthong.pages.forms import Choice
from lienthong.pages.options import options_html

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def _plainly(options: Sequence[Sequence[object]], chosen: object) -> str:
    """As the template drew them."""
    picked = {True: " selected", False: ""}
    return "\n".join(
        f'<option value="{escape(str(value))}"{picked[str(value) == str(chosen)]}>{escape(label)}</option>'
        for value, label in options
    )


@given(st.lists(st.tuples(words | st.integers(), words), max_size=8), words | st.integers())
def test_they_are_drawn_as_ever(options: list[tuple[str | int, str]], chosen: str | int) -> None:
    for picked in (chosen, *(value for value, _ in options[:2])):
        drawn = options_html(options, picked)
        assert isinstance(drawn, Markup)
        assert drawn == _plainly(options, picked)


def test_a_value_that_begins_like_another_is_another() -> None:
    drawn = options_html([("1", "một"), ("11", "mười một"), ("", "không")], "1")
    assert re.findall(r'value="(\w*)" selected', drawn) == ["1"]


def test_what_a_label_says_is_no_markup() -> None:
    drawn = options_html([('a"b', '<option value="x">&'), ("x", "x")], "x")
    assert drawn.count(" selected") == 1
    assert "&lt;option value=&#34;x&#34;&gt;&amp;" in drawn


def test_grouped_choices_are_choices() -> None:
    assert options_html([Choice("1", "một", "số")]) == '<option value="1">một</option>'
