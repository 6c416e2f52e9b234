"""More wordings of the same topics, taken in turn and then in frames."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growth import FRAMES, taken, write
from knowledge import load
from knowledge.model import lines

LIBRARY = Path(__file__).parents[1] / "knowledge" / "library"


def test_topics_take_turns_and_frames_come_last() -> None:
    assert taken([["a", "b"], ["c"]], 2) == [["a"], ["c"]]
    assert taken([["a", "b"], ["c"]], 4) == [["a", "b", "hi, a"], ["c"]]


@pytest.mark.parametrize("count", [1, 3, 17, 1000])
def test_no_wording_comes_twice(count: int) -> None:
    found = [text for texts in taken([["a", "b"], ["c"]], count) for text in texts]
    assert len(set(found)) == len(found) == min(count, 3 * len(FRAMES))


@pytest.mark.parametrize("count", [6, 40, 100])
def test_a_larger_faq_is_sound_and_has_the_same_topics(tmp_path: Path, count: int) -> None:
    assert write(LIBRARY, tmp_path / "grown", count) == count
    made, known = load(tmp_path / "grown"), load(LIBRARY)
    assert [item.id for item in made.items()] == [item.id for item in known.items()]
    assert sum(len(lines(item.entry.questions)) for item in made.items()) == count
