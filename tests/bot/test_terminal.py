"""The terminal's way of showing an answer."""

from __future__ import annotations

from bot.terminal import styled


def test_bold_and_links_become_styles_and_escapes_are_undone() -> None:
    text = styled('<b>R&amp;D</b> at <a href="https://example.org/a?b=1&amp;c=2">a page</a> &lt;here&gt;')
    assert text.plain == "R&D at a page <here>"
    assert [str(span.style) for span in text.spans] == ["bold", "link https://example.org/a?b=1&c=2"]
