"""The soak in short; `make soak` runs the long one, which also looks at memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.soak import soak


@pytest.mark.usefixtures("_logging_restored")
async def test_a_crowd_meets_no_error(tmp_path: Path) -> None:
    soaked = await soak(tmp_path, 2_000)
    assert list(soaked.errors) == []
    assert soaked.updates == 2_000
