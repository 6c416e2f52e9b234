"""The program: settings, logging, wiring and running. This module imports nothing, so that a question asked in a shell stays quick."""
