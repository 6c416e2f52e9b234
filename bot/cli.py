"""The command line: each subcommand is one function that returns an exit code. Telegram is imported only to run the bot."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.place import SettingsError, knowledge_directory
from handlers import render
from handlers.dialogue import Turn, after, reply
from knowledge import Choices, Context, Declined, Engine, KnowledgeError, Outcome, open_engine

OK, FAILED, USAGE = 0, 1, 2
GO_LIVE = (
    "No TELEGRAM_BOT_TOKEN: talking here instead. To go live in Telegram, get a token from @BotFather "
    "and put it into .env (see .env.example). Ask anything; Ctrl-D or exit ends it."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, the Telegram bot if there is a token, else the conversation in the terminal."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return FAILED
    except SettingsError as error:
        print(error, file=sys.stderr)
        return USAGE
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()  # nobody reads on: end without a traceback
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Answers questions from a checked knowledge base.")
    parser.set_defaults(command=_start)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add(commands, "run", _run, "run the Telegram bot (needs TELEGRAM_BOT_TOKEN)")
    chat = _add(commands, "chat", _chat, "ask and answer in the terminal, no token needed")
    chat.add_argument("--json", action="store_true", help="one JSON object a line; an empty line starts a new conversation")
    ask = _add(commands, "ask", _ask, "answer single questions: the argument, or each line of standard input")
    ask.add_argument("question", nargs="?", help="the question; without it, standard input is read")
    ask.add_argument("--json", action="store_true", help="one JSON object a line")
    trace = _add(commands, "trace", _trace, "show editors why a question gets its answer")
    trace.add_argument("question")
    check = _add(commands, "check", _check, "check the knowledge files and list every mistake")
    check.add_argument("directory", nargs="?", type=Path, help="a knowledge directory (default: KNOWLEDGE_DIR or the built-in)")
    _add(commands, "export", _export, "write every entry as one JSON object a line")
    _add(commands, "feedback", _feedback, "write ratings and the questions that people let us keep as JSON lines")
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=command)
    return parser


# ---- commands


def _start(options: argparse.Namespace) -> int:
    from bot import log
    from bot.settings import read_settings

    log.configure("INFO")  # whatever goes wrong from here on shows no token
    if read_settings().telegram_bot_token is not None:
        return _run(options)
    print(GO_LIVE, flush=True)
    return _chat(argparse.Namespace(json=False))


def _run(_: argparse.Namespace) -> int:
    from bot.run import run

    return run()


def _chat(options: argparse.Namespace) -> int:
    engine = open_engine(knowledge_directory())
    if options.json:
        return _converse(engine, sys.stdin)
    from bot.terminal import chat

    return chat(engine)


def _converse(engine: Engine, lines: Iterable[str]) -> int:
    """Conversations as JSON lines; an empty line ends one and gets no reply."""
    turn: Turn | None = None
    for line in map(str.strip, lines):
        if not line:
            turn = None
            continue
        outcome = reply(engine, turn, line, None, "en")
        turn = after(turn, outcome)
        _print_json(line, outcome, engine)
    return OK


def _ask(options: argparse.Namespace) -> int:
    engine = open_engine(knowledge_directory())
    for question in [options.question] if options.question is not None else (line.strip("\r\n") for line in sys.stdin):
        outcome = engine.ask(question, Context())
        if options.json:
            _print_json(question, outcome, engine)
        else:
            print(render.to_plain(outcome, engine), end="\n\n", flush=True)
    return OK


def _trace(options: argparse.Namespace) -> int:
    print(open_engine(knowledge_directory()).trace(options.question))
    return OK


def _check(options: argparse.Namespace) -> int:
    engine = open_engine(options.directory or knowledge_directory())
    records = len(engine.knowledge.records)
    print(f"The knowledge is sound: {records} records, {len(engine.entries())} entries, version {engine.version}.")
    return OK


def _export(_: argparse.Namespace) -> int:
    from knowledge.export import export

    for entry in export(open_engine(knowledge_directory()).knowledge):
        print(json.dumps(entry, ensure_ascii=False))
    return OK


def _feedback(_: argparse.Namespace) -> int:
    from bot.feedback import told
    from bot.settings import read_settings

    for line in told(read_settings()):
        print(json.dumps(line, ensure_ascii=False))
    return OK


def _print_json(question: str, outcome: Outcome, engine: Engine) -> None:
    offered = outcome.options if isinstance(outcome, Choices) else outcome.suggestions if isinstance(outcome, Declined) else ()
    line = {
        "question": question,
        "outcome": type(outcome).__name__.lower(),
        "text": render.to_plain(outcome, engine),
        "html": render.to_html(outcome, engine),
        "entries": list(getattr(outcome, "entries", ())),
        "language": outcome.language,
        "score": outcome.score,
        "choices": [option.label for option in offered],
        "sources": [citation.url for citation in getattr(outcome, "citations", ())],
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
