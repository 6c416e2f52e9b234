"""The least that a bot of the same library can do: send every text back, by long polling, all else as the library has it.

    python -m benchmarks.echobot ADDRESS TOKEN together|in-turn

`together`: the updates that came with one poll are handled at the same time.
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(address: str, token: str, order: str) -> None:
    builder = ApplicationBuilder().token(token).base_url(f"{address}/bot").job_queue(None)
    application = builder.concurrent_updates(order == "together").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
