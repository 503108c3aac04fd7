"""Run the pipeline and die by SIGKILL at the n-th durable step (fsync, rename, commit): a program for the kill test."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
from small_city import LATER, the_catalogue

from etl import workshop
from etl.home import Home
from etl.pipeline import run

steps = 0


def main() -> int:
    """argv: home, number of the step at which to die (0: never). Prints how many steps there were."""
    home, deadly = Home(Path(sys.argv[1])), int(sys.argv[2])
    count = counting(deadly)
    os.fsync = count(os.fsync)  # type: ignore[assignment]
    os.replace = count(os.replace)  # type: ignore[assignment]
    os.rename = count(os.rename)  # type: ignore[assignment]
    real_connect = duckdb.connect
    workshop.duckdb = Stepping(real_connect, count)  # type: ignore[assignment]
    result = run(home, home.inbox, the_catalogue(), LATER)
    print(steps, result.release_id)
    return 0


def counting(deadly: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Wrap a function so that each call is a step; the deadly one does not return, nor happen."""

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **kwargs: Any) -> Any:
            step(deadly)
            return function(*args, **kwargs)

        return stepping

    return wrap


def step(deadly: int) -> None:
    """Count one step and die at the deadly one."""
    global steps
    steps += 1
    if steps == deadly:
        os.kill(os.getpid(), signal.SIGKILL)


class Stepping:
    """Stands for the module duckdb in the workshop: commits count as steps, before and after."""

    Error = duckdb.Error

    def __init__(self, connect: Callable[..., Any], count: Callable[..., Any]) -> None:
        self._connect, self._count = connect, count

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        """A connection whose commits are steps."""
        return SteppingConnection(self._connect(*args, **kwargs), self._count(lambda: None))


class SteppingConnection:
    """A connection that may die just before and just after each commit."""

    def __init__(self, con: Any, tick: Callable[[], None]) -> None:
        self._con, self._tick = con, tick

    def execute(self, sql: str, *args: Any) -> Any:
        """Run a statement; a commit is two steps."""
        commit = sql.strip().lower() in {"commit", "begin"}
        if commit:
            self._tick()
        done = self._con.execute(sql, *args)
        if commit:
            self._tick()
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)


if __name__ == "__main__":
    raise SystemExit(main())
