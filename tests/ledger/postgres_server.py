"""A PostgreSQL server of one's own, from Debian's binaries: for the tests and the benchmarks."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine."""
    if found := shutil.which("postgres"):
        return Path(found).parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3])
    )
    return versions[-1].parent if versions else None


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in it."""

    def __init__(self, binaries: Path, folder: str, *, durable: bool = False) -> None:
        """`durable` has it wait for the disk, as a server that keeps something must."""
        self._durable = durable
        self._binaries = binaries
        self._folder = folder
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._data = str(Path(folder) / "data")
        if not Path(self._data).exists():
            self._call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    @property
    def folder(self) -> Path:
        """Where the server keeps all that is its own."""
        return Path(self._folder)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self._folder}"

    def start(self) -> None:
        fsync = "on" if self._durable else "off"
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync={fsync}"
        self._call("pg_ctl", "-w", "-o", options, "-l", f"{self._folder}/log", "start")

    def stop(self) -> None:
        self._call("pg_ctl", "-w", "-m", "fast" if self._durable else "immediate", "stop")

    def _call(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self._binaries / program), "-D", self._data, *words],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
