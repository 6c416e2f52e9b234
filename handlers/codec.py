"""Values as the text that is noted of them, and back."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

Value = TypeVar("Value")


class Codec(Generic[Value]):
    """JSON for values of one type. What an older program noted in another form is as good as not noted."""

    def __init__(self, kind: type[Value]) -> None:
        self._adapter = TypeAdapter(kind)

    def write(self, value: Value) -> str:
        return self._adapter.dump_json(value).decode()

    def read(self, text: str | None) -> Value | None:
        if text is None:
            return None
        try:
            return self._adapter.validate_json(text)
        except ValidationError:
            return None
