"""Each benchmark rewrites its own part of the page and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


@pytest.mark.parametrize("order", [("peers", "faq", "throughput"), ("throughput", "faq", "peers")])
def test_parts_stand_in_their_order_and_outlast_each_other(file: Path, order: tuple[str, str]) -> None:
    for part in order:
        page.put(file, part, f"# {part}\n\nfirst\n")
    page.put(file, order[0], f"# {order[0]}\n\nsecond\n")
    told = {part: "second" if part == order[0] else "first" for part in order}
    assert file.read_text(encoding="utf-8") == "\n".join(
        f"<!-- {part} -->\n# {part}\n\n{told[part]}\n" for part in ("peers", "faq", "throughput")
    )


def test_the_page_as_it_is_has_all_parts_and_would_be_written_alike(file: Path) -> None:
    text = page.FILE.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    for part in page.PARTS:
        after = text.partition(f"<!-- {part} -->\n")[2]
        assert after
        page.put(file, part, after.partition("\n<!-- ")[0])
    assert file.read_text(encoding="utf-8") == text
