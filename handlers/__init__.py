"""One module per way of talking to people in Telegram. This module imports nothing: `render` and `dialogue` are used without Telegram too."""
