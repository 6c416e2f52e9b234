"""`/funding`: the overview, and one cluster's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handlers.screens import listed
from handlers.versions import lead
from tests.talking import german

if TYPE_CHECKING:
    from knowledge import Engine, Language
    from tests.talking import Talk


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_entries_of_the_overview_exist(language: Language, engine: Engine) -> None:
    ids = " ".join(listed("funding_overview_entries", engine, language)).split()
    assert len(ids) == 5
    assert all(engine.show(each, language) for each in ids)


async def test_the_overview_says_the_most_important_and_names_sources(talk: Talk) -> None:
    call = await talk.say("/funding")
    assert call.text.startswith("<b>The programme's funding at a glance</b>")
    assert "four million euros" in call.text
    assert "up to 50 %" in call.text
    assert "Sources: " in call.text
    assert "vier Millionen Euro" in await german(talk).read("/funding")


async def test_each_part_of_the_overview_can_be_read_whole(talk: Talk) -> None:
    *labels, helpful, unhelpful = (await talk.say("/funding")).labels
    assert (len(labels), helpful, unhelpful) == (5, "👍 Helpful", "👎 Not helpful")
    for label in labels:
        await talk.say("/funding")
        _, opened = await talk.press(label)
        assert opened.method == "sendMessage"
        assert label in opened.text


@pytest.mark.parametrize("name", ["optence", "OPTENCE", "Optense"])
async def test_a_clusters_own_figures_are_told(name: str, talk: Talk) -> None:
    read = await talk.read(f"/funding {name}")
    assert read.startswith("Optence: Funding")
    assert "350,000 euros" in read


async def test_an_unknown_cluster_is_declined(talk: Talk) -> None:
    assert "Checked" not in await talk.read("/funding xyzzyplugh")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One sentence.", "One sentence."),
        ("Up to 50 % are paid. The rest is not.", "Up to 50 % are paid."),
        (
            "Optence e. V. got it in the 3. Runde, z. B. Mainz. Then more.",
            "Optence e. V. got it in the 3. Runde, z. B. Mainz.",
        ),
        ("Since 2017. Until 2019.", "Since 2017."),
    ],
)
def test_the_first_sentence_is_found(text: str, first: str) -> None:
    assert lead(text) == first
