"""deploy/nginx.conf on the loopback interface: nginx itself, before replicas of the caller's."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.deploy.files import DEPLOY

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
OPENSSL = shutil.which("openssl")
SECONDS = 30  # how long a stop may take before a test fails
_CERTIFICATE = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost"


class Nginx:
    """nginx with the configuration of the deployment, filled in for this machine. `home` takes all that it writes."""

    def __init__(self, home: Path, *replicas: str) -> None:
        self.home = home
        self.port = _free_port()
        self._configuration = home / "nginx.conf"
        self._certify()
        self._configuration.write_text(self._filled(replicas), encoding="utf-8")

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to trust its certificate."""
        return ssl.create_default_context(cafile=self.home / "fullchain.pem")

    @property
    def log(self) -> str:
        """All that it has logged, complete once it has stopped."""
        return "".join((self.home / name).read_text(encoding="utf-8") for name in ("access.log", "error.log"))

    def check(self) -> str:
        """What nginx says to its configuration; empty if it is sound. Raises CalledProcessError if it cannot be used."""
        return self._nginx("-t", "-q")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Serve while entered: it listens when this begins, and is gone when it ends."""
        self._nginx()
        process = os.pidfd_open(int((self.home / "nginx.pid").read_text(encoding="ascii")))
        try:
            yield
        finally:
            self._nginx("-s", "stop")
            ended, _, _ = select.select([process], [], [], SECONDS)
            os.close(process)
            assert ended, "nginx did not stop"

    def _filled(self, replicas: tuple[str, ...]) -> str:
        text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        places = {"/tmp": f"{self.home}", "/etc/nginx/tls": f"{self.home}"}  # noqa: S108 - what stands in the file
        places |= {"error_log stderr": f"error_log {self.home}/error.log", "/dev/stdout": f"{self.home}/access.log"}
        places |= {"listen 8443": f"listen 127.0.0.1:{self.port}"}
        places |= {f"bot-{number}:8080": replica for number, replica in enumerate(replicas, start=1)}
        for place, filled in places.items():
            assert place in text, f"{place} is not in nginx.conf"
            text = text.replace(place, filled)
        return f"user root;\n{text}" if os.geteuid() == 0 else text

    def _certify(self) -> None:
        files = ["-keyout", f"{self.home}/privkey.pem", "-out", f"{self.home}/fullchain.pem"]
        command = [str(OPENSSL), *_CERTIFICATE.split(), "-addext", "subjectAltName=IP:127.0.0.1", *files]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - no words from outside

    def _nginx(self, *arguments: str) -> str:
        command = [str(NGINX), "-p", str(self.home), "-c", str(self._configuration), "-e", f"{self.home}/error.log", *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - no words from outside
        return done.stderr


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port
