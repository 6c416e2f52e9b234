"""The terminal's way of showing an answer."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from bot.terminal import ELSEWHERE, chat, styled

if TYPE_CHECKING:
    import pytest

    from knowledge import Engine


def test_a_command_of_telegrams_is_no_question_here(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/privacy\nOptence\nexit\nOptence\n"))
    assert chat(engine) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(ELSEWHERE)
    assert said.count("Checked:") == 1


def test_bold_and_links_become_styles_and_escapes_are_undone() -> None:
    text = styled('<b>R&amp;D</b> at <a href="https://example.org/a?b=1&amp;c=2">a page</a> &lt;here&gt;')
    assert text.plain == "R&D at a page <here>"
    assert [str(span.style) for span in text.spans] == ["bold", "link https://example.org/a?b=1&c=2"]
