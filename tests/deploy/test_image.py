"""The image: nothing but the program gets in, dependencies are checked, and it does not run as root."""

from __future__ import annotations

import ast
import json
import tomllib
from fnmatch import fnmatch

from tests.deploy.files import ROOT, unknown

NEVER = (".env", ".git", ".venv", "tests", "docs", "deploy", "compose.yaml", "Dockerfile")


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions: name and arguments, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, " ".join(rest.split())) for name, _, rest in (line.partition(" ") for line in lines)]


def named(name: str) -> list[str]:
    """The arguments of all instructions of a name, in order."""
    return [rest for each, rest in instructions() if each == name]


def let_through(name: str) -> bool:
    """Whether .dockerignore lets something of the top folder into the image: the last line that fits it decides."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    fitting = [line for line in lines if line and not line.startswith("#") and fnmatch(name, line.removeprefix("!"))]
    return not fitting or fitting[-1].startswith("!")


def test_what_it_copies_is_there() -> None:
    sources = [rest.split()[0] for rest in named("COPY") if not rest.startswith("--from=")]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert all(source == "." or let_through(source) for source in sources)


def test_every_package_of_the_program_gets_in_and_nothing_private() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert [name for name in packages if not let_through(name.partition(".")[0])] == []
    assert [name for name in NEVER if let_through(name)] == []


def test_the_base_is_one_version_for_both_stages() -> None:
    (base,) = named("ARG")
    assert base.startswith("BASE=python:3.")
    assert named("FROM") == ["${BASE} AS dependencies", "${BASE}"]


def test_dependencies_are_installed_by_their_hashes() -> None:
    installs = [rest for rest in named("RUN") if "pip" in rest and "install" in rest.split()]
    assert installs
    assert all("--require-hashes -r /requirements.txt" in rest for rest in installs)


def test_it_runs_as_a_user_with_a_number_and_no_rights() -> None:
    assert named("USER") == ["10001:10001"]
    after = [name for name, _ in instructions()][[name for name, _ in instructions()].index("USER") :]
    assert "COPY" not in after  # what is copied belongs to root, so that the program cannot change itself
    assert "RUN PYTHONDONTWRITEBYTECODE=1 python -m bot check" in [f"{name} {rest}" for name, rest in instructions()]


def test_a_signal_reaches_the_program_itself() -> None:
    assert json.loads(named("ENTRYPOINT")[0]) + json.loads(named("CMD")[0]) == ["python", "-m", "bot", "run"]
    assert named("STOPSIGNAL") == ["SIGTERM"]


def test_its_health_check_is_a_program_that_asks_the_right_place() -> None:
    (check,) = named("HEALTHCHECK")
    python, option, program = json.loads(check.partition(" CMD ")[2])
    assert (python, option) == ("python", "-c")
    ast.parse(program)
    assert "'/healthz'" in program


def test_all_that_it_sets_is_known() -> None:
    sets = {setting.partition("=")[0] for rest in named("ENV") for setting in rest.split()}
    assert sets >= {"LISTEN", "PORT", "XDG_CACHE_HOME"}
    assert unknown(sets) == set()
