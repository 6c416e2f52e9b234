"""Calls of the Bot API over HTTP by aiohttp, which takes a fraction of the processor time of the library's own way.

No error tells the address, which holds the token: neither in its text nor in a traceback.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest
from yarl import URL

from handlers.unsent import NotSentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

CONNECTIONS = 256
_ADDRESS_KEPT = 300  # seconds
_UNSENT = (ClientConnectorError, ClientHttpProxyError, ConnectionTimeoutError)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Timeouts(NamedTuple):
    """The seconds that each step of a request may take: to wait for the answer, to write, to connect, to get a connection.

    None for no limit.
    """

    read: float | None = 5.0
    write: float | None = 5.0
    connect: float | None = 5.0
    pool: float | None = 1.0

    def for_aiohttp(self) -> ClientTimeout:
        """What comes nearest: aiohttp has no clock for writing, so that only the sum limits it."""
        connected = _sum(self.pool, self.connect)
        return ClientTimeout(_sum(connected, self.write, self.read), connected, self.read, self.connect)


USUAL = Timeouts()


class AiohttpRequest(BaseRequest):
    """The way to the Bot API and back, by the proxy that the environment names; certificates are verified."""

    __slots__ = ("_connections", "_proxy", "_session", "_timeouts")

    def __init__(self, connections: int = CONNECTIONS, timeouts: Timeouts = USUAL) -> None:
        self._connections, self._timeouts = connections, timeouts
        self._proxy = functools.cache(_proxy)
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._timeouts.read

    async def initialize(self) -> None:
        """Get ready for requests; nothing happens if it is."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, ttl_dns_cache=_ADDRESS_KEPT),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept", "Accept-Encoding"),  # answers are too short for compression to pay
            )

    async def shutdown(self) -> None:
        """Close all connections; nothing happens if they are."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The HTTP status and the body of the answer.

        Raises NotSentError if the request surely did not arrive, TimedOut or another NetworkError if it may have.
        """
        if self._session is None:
            raise RuntimeError("requests need initialize() first")
        limits = map(_seconds, (read_timeout, write_timeout, connect_timeout, pool_timeout), self._timeouts)
        body, headers = _body(request_data)
        address = URL(url)
        try:
            async with self._session.request(
                method,
                address,
                data=body,
                headers=headers,
                timeout=Timeouts(*limits).for_aiohttp(),
                proxy=self._proxy(address.scheme, address.host or ""),
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (ClientError, OSError) as error:
            raise _failure(error) from None


def _seconds(given: ODVInput[float], usual: float | None) -> float | None:
    """A limit as given with a call; where none was, the usual one."""
    return given if given is None or isinstance(given, int | float) else usual


def _sum(*seconds: float | None) -> float | None:
    """The sum of limits; no limit if there is one that is none."""
    limits = [each for each in seconds if each is not None]
    return sum(limits) if len(limits) == len(seconds) else None


def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for a server."""
    proxies = getproxies()
    return None if proxy_bypass(host) else proxies.get(scheme, proxies.get("all"))


def _body(data: RequestData | None) -> tuple[bytes | FormData | None, Mapping[str, str] | None]:
    """The body of a request, a plain form unless files go with it, and the headers that it needs."""
    if data and data.contains_files:
        return _form(data), None
    return (_encoded(data.json_parameters), _FORM) if data and data.parameters else (None, None)


def _encoded(parameters: Mapping[str, str]) -> bytes:
    """The parameters as a form, which is written like the query of an address; yarl writes that in C."""
    return URL.build(query=parameters).raw_query_string.encode()


def _form(data: RequestData) -> FormData:
    form = FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _failure(error: ClientError | OSError) -> NetworkError:
    """What to raise for an error of aiohttp's, which may show the address."""
    if isinstance(error, _UNSENT):
        return NotSentError(f"not sent: {type(error).__name__}")
    if isinstance(error, TimeoutError):
        return TimedOut("sent, but not answered in time")
    return NetworkError(f"perhaps sent, but not answered: {type(error).__name__}")
