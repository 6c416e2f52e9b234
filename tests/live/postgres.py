"""A PostgreSQL server of the tests' own, with the settings that it has anywhere."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.live.ports import free_port

_USER = "postgres"  # whom the packages of the distributions make; PostgreSQL refuses to run as root
FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Postgres:
    """A server with its data in a new folder below /tmp, for its user may not see the tests' own."""

    def __init__(self, home: Path) -> None:
        self._bin, self._home, self._port = FOUND[-1].parent, home, free_port()
        self._numbers = itertools.count(1)
        if os.geteuid() == 0:
            shutil.chown(home, _USER, _USER)
        self._run("initdb", "--auth=trust", f"--username={_USER}", "--encoding=UTF8", "-D", str(self._data))

    @property
    def _data(self) -> Path:
        return self._home / "data"

    def start(self) -> None:
        """Returns when it takes connections; nothing happens if it does."""
        if (self._data / "postmaster.pid").exists():
            return
        options = f"-p {self._port} -k {self._home} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(self._home / "log"), "-o", options)

    def stop(self) -> None:
        """Returns when it is gone; connections are broken off."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self._data))

    def database(self) -> str:
        """The DATABASE_URL of a new, empty database."""
        name = f"bot{next(self._numbers)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", _USER, name)
        return f"postgresql://{_USER}@127.0.0.1:{self._port}/{name}"

    def _run(self, name: str, *arguments: str) -> None:
        command = [str(self._bin / name), *arguments]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "check": True, "cwd": self._home}
        if os.geteuid() == 0:
            subprocess.run(command, **quiet, user=_USER, group=_USER, extra_groups=[])  # type: ignore[call-overload]  # noqa: S603
        else:
            subprocess.run(command, **quiet)  # type: ignore[call-overload]  # noqa: S603 - no words from outside


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """A server that runs while this is entered, unless it is stopped in between."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        made = Postgres(Path(folder))
        made.start()
        try:
            yield made
        finally:
            made.stop()
