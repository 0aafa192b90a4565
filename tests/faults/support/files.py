"""What the files of a data directory hold while a server may be at work in it."""


def contents(folder):
    """Each file below with its bytes; not those that went away meanwhile."""
    for file in folder.rglob("*"):
        try:
            if file.is_file():
                yield file, file.read_bytes()
        except FileNotFoundError:
            pass
