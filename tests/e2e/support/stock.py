"""Libraries that others wrote, fetched while a test runs."""
import atexit
import shutil
import subprocess
import sys
import tempfile

NPM = ("npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix")
PIP = (sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target")
FETCH_SECONDS_MAX = 120


def fetched(command: tuple[str, ...], library: str) -> str | None:
    """A folder that holds the library until this program ends; None where it can not be had."""
    folder = tempfile.mkdtemp(prefix="carnet-stock-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        # No pipes: a grandchild that holds one would outlast the timeout.
        done = subprocess.run([*command, folder, library], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=FETCH_SECONDS_MAX, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return folder if done.returncode == 0 else None


def needed(case, command: tuple[str, ...], library: str) -> str:
    """The same; the test is skipped by name without it."""
    folder = fetched(command, library)
    if folder is None:
        case.skipTest(f"{library} can not be had")
    return folder
