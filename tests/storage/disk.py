"""Files, looked at and changed."""

from pathlib import Path


def held(file: Path) -> bytes:
    return file.read_bytes()


def fill(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def size(file: Path) -> int:
    return file.stat().st_size


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
