"""What is known, and how a question finds its answer: no Telegram, no asyncio, no input or output after loading."""

from knowledge.cache import open_engine
from knowledge.engine import Engine
from knowledge.knowledge import Knowledge
from knowledge.load import load
from knowledge.outcome import LANGUAGES, Answer, Choices, Citation, Declined, Focus, Language, Option, Outcome
from knowledge.problem import KnowledgeError, Problem
from knowledge.register import RecordCard
from knowledge.responder import Context

__all__ = [
    "LANGUAGES", "Answer", "Choices", "Citation", "Context", "Declined", "Engine", "Focus", "Knowledge", "KnowledgeError",
    "Language", "Option", "Outcome", "Problem", "RecordCard", "load", "open_engine",
]  # fmt: skip
