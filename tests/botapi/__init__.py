"""One Bot API for all tests: it judges every call, knows what exists, and answers as Telegram does."""
