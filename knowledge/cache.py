"""Opening an engine quickly: building one takes a second or two, reading back the last one built a fraction of that.

The built engine is kept in the user's cache directory under a name made of the contents of the knowledge files and of this
package, so that it is never stale. A cache that cannot be written or trusted is passed over.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from pathlib import Path

from knowledge.check import check
from knowledge.engine import Engine
from knowledge.load import BUILT_IN, load
from knowledge.problem import KnowledgeError

_PACKAGE = Path(__file__).parent
_FOLDER = "cluster-answers"


def open_engine(directory: Path | None = None) -> Engine:
    """The engine over a knowledge directory (the built-in one by default). Raises KnowledgeError if that has mistakes."""
    place = directory or BUILT_IN
    path = _path(place)
    return _read(path) or _built(place, path)


def _built(directory: Path, path: Path) -> Engine:
    """The engine built from the files, and kept for the next start."""
    knowledge = load(directory)
    if problems := check(knowledge):
        raise KnowledgeError(directory, problems)
    engine = Engine(knowledge)
    _write(path, engine)
    return engine


def _path(directory: Path) -> Path:
    """The cache file for the present contents of all files that an engine is built from."""
    digest = hashlib.sha256(sys.version.encode())
    files = [*_PACKAGE.glob("*.py"), *_PACKAGE.glob("language/*.yaml"), *directory.expanduser().glob("**/*.yaml")]
    for file in sorted(files):
        digest.update(str(file).encode())
        digest.update(_content(file))
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / _FOLDER / f"{digest.hexdigest()[:32]}.pickle"


def _content(file: Path) -> bytes:
    """What a file holds; nothing if it cannot be read, which is told when the engine is built."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _read(path: Path) -> Engine | None:
    """The engine from a cache file that belongs to this user alone; None if there is none such."""
    try:
        status = path.stat()
        if status.st_uid != os.getuid() or status.st_mode & 0o022:
            return None
        gc.disable()  # a third of the time: nothing of what is read can be garbage
        with path.open("rb") as file:
            engine = pickle.load(file)  # noqa: S301 - written by this program for this user, checked above
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError):
        return None
    finally:
        gc.enable()
    return engine if isinstance(engine, Engine) else None


def _write(path: Path, engine: Engine) -> None:
    """Put the engine in place in one step; older ones go."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            pickle.dump(engine, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
        for old in path.parent.glob("*.pickle"):
            if old != path and old.stat().st_mtime < path.stat().st_mtime - 86_400:
                old.unlink(missing_ok=True)
    except OSError:
        return
