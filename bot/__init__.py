"""The program: settings, logging, wiring and running. It imports nothing itself: a shell is quick."""

__version__ = "0.1.0"
