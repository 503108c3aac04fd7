"""Makes .venv in the checkout, fills assets/vendor, installs with --browser or --soak what those tests need."""

import sys

from provision import python_env, system_packages, vendor
from provision.paths import ROOT
from provision.say import SetupError, stop


def main(arguments: list[str]) -> int:
    """Run the steps; each does nothing when it has been done. Returns 0, or 1 with a sentence on stderr."""
    try:
        python_env.ready(ROOT)
        vendor.ready(ROOT)
        if "--browser" in arguments:
            system_packages.ready(ROOT)
        if "--soak" in arguments:
            system_packages.ready(ROOT)
            system_packages.ready(ROOT, "apt-soak.txt")
        if "--compat" in arguments:
            python_env.ready(ROOT, "requirements.compat.lock", ".venv-compat")
    except SetupError as error:
        return stop(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
