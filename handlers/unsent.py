"""A call of the Bot API that surely was not carried out, so that it may be made again without anybody reading twice."""

from __future__ import annotations

from telegram.error import NetworkError


class NotSentError(NetworkError):
    """The request did not leave: no connection was free, or none could be made. Of any other NetworkError one cannot tell."""

    __slots__ = ()
