"""The data folder belongs to one process at a time, and remembers its ports."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.cli.data_folder import DataFolder, FolderInUse
from api.cli.leftovers import end_leftovers
from tests.cli.waiting import alive, eventually

HOLD = """
import pathlib, signal, sys
from api.cli.data_folder import DataFolder

with DataFolder.at(pathlib.Path(sys.argv[1])).claimed():
    print("held", flush=True)
    signal.pause()
"""


def test_a_folder_is_refused_while_another_process_has_it_and_free_once_that_is_killed(
    tmp_path: Path,
) -> None:
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(FolderInUse, match=str(holder.pid)), DataFolder.at(tmp_path).claimed():
            pass
        holder.kill()
        holder.wait()
        with DataFolder.at(tmp_path).claimed():
            assert (tmp_path / "lock").read_text().strip() == str(os.getpid())


def test_ports_stay_from_start_to_start_unless_someone_else_took_one(tmp_path: Path) -> None:
    folder = DataFolder.at(tmp_path)
    first = folder.ports()
    assert len(set(first.values())) == len(first)
    assert folder.ports() == first
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", first["temporal"]))
        stranger.listen()
        second = folder.ports()
    assert second["temporal"] != first["temporal"]
    assert second["postgres"] == first["postgres"]


def test_only_its_owner_can_look_into_a_new_folder(tmp_path: Path) -> None:
    folder = DataFolder.at(tmp_path / "new")
    for path in (folder.path, folder.files, folder.mail, folder.logs):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_a_file_that_was_cut_off_counts_as_not_there(tmp_path: Path, text: str) -> None:
    folder = DataFolder.at(tmp_path)
    (tmp_path / "ports.json").write_text(text)
    assert folder.last_ports() == {}


def test_what_outlived_its_supervisor_is_ended_and_a_stranger_with_its_number_is_not(tmp_path: Path) -> None:
    folder = DataFolder.at(tmp_path / "ours")
    stay = [sys.executable, "-c", "import signal; signal.pause()"]
    ours = subprocess.Popen([*stay, "--data", str(folder.path)])
    stranger = subprocess.Popen([*stay, str(tmp_path / "ours-not")])
    try:
        processes = {"worker": {"pid": ours.pid}, "api": {"pid": stranger.pid}, "projector": {"pid": None}}
        folder.write("processes.json", {"processes": processes})
        assert end_leftovers(folder) == [ours.pid]
        assert ours.wait(5) == -signal.SIGTERM
        assert alive(stranger.pid)
    finally:
        for process in (ours, stranger):
            process.kill()
            process.wait()
    eventually(lambda: not alive(stranger.pid))
