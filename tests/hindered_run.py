"""Run a command of etl on a small catalogue while the machine refuses something: a program for the fault tests."""

import ctypes
import os
import resource
import subprocess
import sys
from pathlib import Path

import small_city

from etl import __main__ as command
from etl import care_commands, office_commands
from etl.pipeline import Clock

_BOUNDING_SET_DROP = 24
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def main(hindrance: str, words: list[str]) -> int:
    """`hindrance`: nothing, file:BYTES (largest file), memory:BYTES, rights (root obeys modes too); then the words."""
    if hindrance == "rights" and os.geteuid() == 0 and "KIM_BOUND" not in os.environ:
        return _again_without_overrides(words)
    kind, _, size = hindrance.partition(":")
    limit = {"file": resource.RLIMIT_FSIZE, "memory": resource.RLIMIT_AS}.get(kind)
    command.the_catalogue = small_city.the_catalogue
    office_commands._catalogue = small_city.the_catalogue
    care_commands.load_catalogue = lambda *_: small_city.the_catalogue()
    Clock.real = classmethod(lambda cls: small_city.LATER)  # type: ignore[assignment, method-assign]
    sys.argv = ["etl", *words]
    if limit is not None:
        resource.setrlimit(limit, (int(size), int(size)))
    return command.main()


def _again_without_overrides(words: list[str]) -> int:
    """Root may do anything; without these capabilities the modes of files count for it as for anybody else."""
    libc = ctypes.CDLL(None, use_errno=True)

    def drop() -> None:
        for capability in _OVERRIDES:
            if libc.prctl(_BOUNDING_SET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")

    program = [sys.executable, str(Path(__file__)), "rights", *words]
    return subprocess.run(program, check=False, preexec_fn=drop, env={**os.environ, "KIM_BOUND": "1"}).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
