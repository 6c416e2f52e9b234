"""One module per way of talking to people in Telegram. `render` and `dialogue` are used without Telegram too."""
