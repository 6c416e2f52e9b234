"""The program, `python -m bot run`, as a process that is stopped, killed, held up and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

from tests.conftest import TOKEN
from tests.live.ports import free_port

ROOT = Path(__file__).parents[2]
SECONDS = 60  # how long a start or a stop may take before a test fails
SECRET = "known-to-Telegram-alone"  # noqa: S105 - nobody's
OFTEN = 0.05  # seconds between two questions whether it is ready


class Program:
    """One replica. `home` takes its log and, unless a database is named, its data; `settings` are added to the usual ones."""

    def __init__(self, home: Path, api: str, **settings: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._home = home
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ}
        own = {"PYTHONPATH": str(ROOT), "PTB_TIMEDELTA": "true", "XDG_DATA_HOME": str(home), "PORT": str(self.port)}
        self._environment = {**kept, **own, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self._home / "log").read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Returns when it is ready."""
        with (self._home / "log").open("ab") as log:
            command = [sys.executable, "-m", "bot", "run"]
            self._process = subprocess.Popen(  # noqa: ASYNC220, S603 - this very program
                command, env=self._environment, cwd=self._home, stdout=log, stderr=log
            )
        await self.becomes(200)

    async def go_on(self) -> None:
        """Start it if it is not running, let it go on if it is held up. Returns when it is ready."""
        if self._process is None or self._process.poll() is not None:
            await self.start()
        else:
            self.send(signal.SIGCONT)
            await self.becomes(200)

    async def becomes(self, status: int, page: str = "readyz") -> None:
        """Wait until a page of its server has a status. Raises TimeoutError, with the log, if it never has."""
        try:
            async with asyncio.timeout(SECONDS), ClientSession() as session:
                while await self._status(session, page) != status:  # noqa: ASYNC110 - of another process
                    await asyncio.sleep(OFTEN)
        except TimeoutError:
            raise TimeoutError(self.log[-4000:]) from None

    async def _status(self, session: ClientSession, page: str) -> int:
        try:
            async with session.get(f"http://{self.place}/{page}") as response:
                return response.status
        except (ClientError, OSError):
            return 0

    async def read(self, page: str) -> str:
        async with ClientSession() as session, session.get(f"http://{self.place}/{page}") as response:
            return await response.text()

    def send(self, which: signal.Signals) -> None:
        """Send a signal; nothing happens if it is not running."""
        if self._process is not None:
            self._process.send_signal(which)

    async def ended(self) -> int:
        """Wait for its end: the exit code."""
        process, self._process = self._process, None
        assert process is not None
        return await asyncio.to_thread(process.wait, SECONDS)

    async def stop(self) -> int:
        self.send(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> int:
        self.send(signal.SIGKILL)
        return await self.ended()

    async def __aenter__(self) -> Program:
        await self.start()
        return self

    async def __aexit__(self, *_: Any) -> None:
        if self._process is not None:
            await self.kill()
