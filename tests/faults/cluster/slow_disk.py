"""Disks that can be made slow while a program runs on them."""
import pathlib
import subprocess


def slow_disk_environment(folder: pathlib.Path, name: str) -> dict:
    """For a program whose disk can be made slow while it runs."""
    library = folder / "slow_disk.so"
    if not library.exists():
        source = pathlib.Path(__file__).with_name("slow_disk.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    control = folder / f"slow-{name}"
    control.write_text("0", encoding="ascii")
    return {"LD_PRELOAD": str(library), "CARNET_SLOW_DISK": str(control)}
