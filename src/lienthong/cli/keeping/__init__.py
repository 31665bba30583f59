"""lienthong backup | restore | files: what keeps the records."""

from lienthong.cli.keeping import copies, files
from lienthong.cli.words import Commands


def add(commands: Commands) -> None:
    copies.add(commands)
    files.add(commands)
