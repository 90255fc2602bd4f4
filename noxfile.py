"""The tasks of the project: `nox -l` lists them, `nox` runs what must hold before a commit.

`check`, `test`, `slow`, `bench`, `docs` run in the environment you are in; `matrix` and `lowest`
make their own. `.ci/run` runs the same commands.
"""

from pathlib import Path

import nox

nox.options.sessions = ["check", "test"]
HERE = {"venv_backend": "none"}
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


@nox.session(**HERE)
def check(session: nox.Session) -> None:
    """Lint, format, types, import contracts, rulebook: no tests, some seconds."""
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("rusvej", "validate", "--data", "data")


@nox.session(**HERE)
def test(session: nox.Session) -> None:
    """The quick tests; arguments are pytest's: `nox -s test -- tests/test_truth.py -n0`."""
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(**HERE)
def slow(session: nox.Session) -> None:
    """The slow tests, and every law with many examples."""
    wanted = "slow or long"
    session.run("python", "-m", "pytest", "-m", wanted, "--dist", "worksteal", *session.posargs)


@nox.session(**HERE)
def coverage(session: nox.Session) -> None:
    """Every branch of what judges a case is tried by the tests; which parts: pyproject.toml."""
    session.run("python", "-m", "pytest", "--cov", "--cov-report=term", *session.posargs)


@nox.session(**HERE)
def fuzz(session: nox.Session) -> None:
    """What comes in at the doors, made up at random; the number is cases for each of seven doors. A
    night's run of a million: `nox -s fuzz -- 150000`."""
    number = session.posargs[0] if session.posargs else "1000"
    session.run("python", "-m", "pytest", "-n0", "tests/fuzz", env={"RUSVEJ_FUZZ": number})


@nox.session(**HERE)
def mutants(session: nox.Session) -> None:
    """Is each operator, constant and branch of what judges held by a test? Takes hours; some can be
    named: `nox -s mutants -- "rusvej.calendar*"`."""
    session.run("python", ".ci/mutants.py", *session.posargs)


@nox.session(**HERE)
def bench(session: nox.Session) -> None:
    """Measures, and writes the ratios to benchmarks/RESULTS.md."""
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(**HERE)
def docs(session: nox.Session) -> None:
    """Writes docs/api.md anew and builds the site to build/site; a warning is an error."""
    session.run("python", "docs/api.py")
    session.run("sphinx-build", "-W", "-n", "-q", "docs", "build/site")


@nox.session(python=PYTHONS)
def matrix(session: nox.Session) -> None:
    """The quick tests on each Python that is installed."""
    session.install(".[test]")
    session.run("python", "-m", "pytest")


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """The quick tests with the lowest allowed version of every direct dependency."""
    lines = session.run("python", ".ci/lowest.py", silent=True)
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text(str(lines), encoding="utf-8")
    session.install(".[test]", "--constraint", str(constraints))
    session.run("python", "-m", "pytest")
