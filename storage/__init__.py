"""What outlives a restart and is shared by replicas: one database, SQLite or PostgreSQL, behind `Store`."""

from storage.address import address, default
from storage.book import Arrival, Begun
from storage.database import InUseError
from storage.feedback import Kept, Rating, Tally
from storage.notes import Note, Notes
from storage.store import StorageError, Store, open_store, read_store

__all__ = [
    "Arrival",
    "Begun",
    "InUseError",
    "Kept",
    "Note",
    "Notes",
    "Rating",
    "StorageError",
    "Store",
    "Tally",
    "address",
    "default",
    "open_store",
    "read_store",
]
