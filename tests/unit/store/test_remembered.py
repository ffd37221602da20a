"""What is remembered comes back whole, or is made again."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from entrepot.store.remembered import remembered


class Maker:
    """Counts how often it is asked."""

    def __init__(self, answer: object = None) -> None:
        self.answer = answer or {"a": [1.5, None, "é"]}
        self.made = 0

    def __call__(self) -> object:
        self.made += 1
        return self.answer


def kept(folder: Path) -> Path:
    (file,) = (folder / "routes").iterdir()
    return file


def test_the_second_time_nothing_is_made(tmp_path: Path) -> None:
    make = Maker()
    first, second = (remembered(tmp_path, "routes", "key", make) for _ in range(2))
    assert first == second == make.answer
    assert make.made == 1


def test_another_key_has_its_own_answer(tmp_path: Path) -> None:
    remembered(tmp_path, "routes", "one", Maker({"of": "one"}))
    assert remembered(tmp_path, "routes", "other", Maker({"of": "other"})) == {"of": "other"}
    assert len(list((tmp_path / "routes").iterdir())) == 2


def test_what_is_no_value_of_json_comes_back_alike_at_once_and_later(tmp_path: Path) -> None:
    make = Maker({"pair": (1, 2)})
    assert remembered(tmp_path, "routes", "key", make) == remembered(tmp_path, "routes", "key", make)


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + b" ",
        lambda content: content.replace(b"1.5", b"9.5"),
        lambda content: b"0" * 64 + content[64:],
        lambda content: os.urandom(len(content)),
    ],
    ids=["emptied", "cut", "tail", "changed", "of another key", "random"],
)
def test_a_harmed_file_is_made_again_in_silence(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    make = Maker()
    remembered(tmp_path, "routes", "key", make)
    file = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert remembered(tmp_path, "routes", "key", make) == make.answer
    assert make.made == 2
    assert file.read_bytes() == whole


def test_a_folder_in_its_place_does_no_harm(tmp_path: Path) -> None:
    make = Maker()
    remembered(tmp_path, "routes", "key", make)
    file = kept(tmp_path)
    file.unlink()
    file.mkdir()
    assert remembered(tmp_path, "routes", "key", make) == make.answer


def test_where_nothing_can_be_written_the_answer_is_given_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    make = Maker()
    answers = [remembered(tmp_path / "cache", "routes", "key", make) for _ in range(2)]
    assert answers == [make.answer, make.answer]
    assert make.made == 2


def test_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    large = {"numbers": list(range(20_000))}
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(remembered, tmp_path, "routes", "key", Maker(large)) for _ in range(16)]
        assert all(job.result() == large for job in jobs)
    assert [path.suffix for path in (tmp_path / "routes").iterdir()] == [".json"]
    assert remembered(tmp_path, "routes", "key", lambda: pytest.fail("it is kept")) == large


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.store.remembered.MOST", 3)
    for number in range(5):
        remembered(tmp_path, "routes", f"key {number}", Maker({"of": number}))
        for age, file in enumerate((tmp_path / "routes").iterdir()):
            assert file.exists(), age
    assert len(list((tmp_path / "routes").iterdir())) == 3
    again = Maker({"of": "new"})
    assert remembered(tmp_path, "routes", "key 4", again) == {"of": 4}
    assert again.made == 0
