"""python-telegram-bot's requests, answered in the same process instead of over the network."""

from __future__ import annotations

import json

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from tests.botapi import shape
from tests.botapi.call import DroppedError
from tests.botapi.telegram import Telegram


class InProcess(BaseRequest):
    """In place of the network: every request is a call of `telegram`."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the base class's signature
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """The answer to a request. Raises NetworkError for a connection that drops."""
        name = url.rpartition("/")[2]
        form = request_data.json_parameters if request_data else {}
        try:
            status, body = self.telegram.call(name, shape.decoded(name, form))
        except DroppedError as dropped:
            raise NetworkError("the connection was dropped") from dropped
        return status, json.dumps(body).encode()
