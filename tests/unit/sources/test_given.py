"""What a user hands over is seen as members, whatever it is packed in; what is hostile is refused."""

import gzip
import zipfile
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources import given as room
from entrepot.sources import members
from entrepot.sources.given import given

TEXT = b"t,i,j\n2022,4,20\n"


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("kind", ["file", "gzip", "zip", "folder", "gzip in a folder"])
def test_the_same_text_comes_out_however_it_is_packed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "flows.csv"
    if kind == "zip":
        packed(path, **{"flows.csv": TEXT})
    elif kind == "folder":
        path.mkdir()
        (path / "flows.csv").write_bytes(TEXT)
    elif kind == "gzip in a folder":
        path.mkdir()
        (path / "flows.csv.gz").write_bytes(gzip.compress(TEXT))
    else:
        path.write_bytes(gzip.compress(TEXT) if kind == "gzip" else TEXT)
    (member,) = given(path).members
    assert member.base == "flows.csv"
    assert member.head(6) == TEXT[:6]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert member.on_disk(scratch).read_bytes() == TEXT
    assert len(given(path).sha256()) == 64


def test_a_folders_hash_changes_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(TEXT)
    first = given(tmp_path).sha256()
    assert given(tmp_path).sha256() == first
    (tmp_path / "b").write_bytes(TEXT)
    assert given(tmp_path).sha256() != first


def test_a_hash_may_be_of_some_members_and_taken_by_others(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(TEXT)
    files = given(tmp_path)
    of_a = files.sha256(["a"])
    (tmp_path / "b").write_bytes(b"changed")
    assert given(tmp_path).sha256(["a"]) == of_a != given(tmp_path).sha256()
    asked: list[Path] = []

    def remembered(file: Path) -> str:
        asked.append(file)
        return "0" * 64

    assert given(tmp_path / "a").sha256(hash_file=remembered) == "0" * 64
    files.sha256(["b"], remembered)
    assert asked == [tmp_path / "a", tmp_path / "b"]


def test_what_the_user_says_goes_with_the_files(tmp_path: Path) -> None:
    assert given(tmp_path).said == {}
    assert given(tmp_path, {"revision": "hs17"}).said == {"revision": "hs17"}


def test_a_full_disk_is_no_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (member,) = given(packed(tmp_path / "a.zip", a=TEXT)).members

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(members, "_copy", full)
    with pytest.raises(OSError, match="No space left"):
        member.on_disk(tmp_path)


def test_a_gzip_in_a_folder_is_the_file_in_it_and_a_zip_stays_a_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.csv.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "a.gz").write_bytes(TEXT)
    packed(tmp_path / "c.zip", **{"flows.csv": TEXT})
    files = given(tmp_path)
    assert [(one.name, one.kind) for one in files.members] == [
        ("a.gz", "file"), ("c.zip", "file"), ("deep/b.csv", "gzip"),
    ]  # fmt: skip
    inside = files.members[2]
    assert inside.where == str(inside.file) == str(tmp_path / "deep" / "b.csv.gz")
    first = files.sha256(["deep/b.csv"])
    (tmp_path / "deep" / "b.csv.gz").write_bytes(gzip.compress(TEXT, 1, mtime=7))
    assert given(tmp_path).sha256(["deep/b.csv"]) != first


def test_a_file_that_is_there_packed_and_as_it_is_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(TEXT))
    with pytest.raises(BadInput, match=r"holds a\.csv twice, packed and as it is.*a\.csv\.gz or a\.csv"):
        given(tmp_path)


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/../../out.csv"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="would leave its folder"):
        given(packed(tmp_path / "a.zip", **{name: TEXT}))


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (member,) = given(packed(tmp_path / "bomb.zip", a=b"0" * 10_000_000)).members
    with pytest.raises(BadInput, match=r"would unpack to 10,000,000 bytes, .* times"):
        member.head()
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * 20_000_000))
    monkeypatch.setattr(members, "MAX_BYTES", 1_000_000)
    (member,) = given(tmp_path / "bomb.gz").members
    with pytest.raises(BadInput, match="implausibly many bytes"):
        member.on_disk(tmp_path)
    assert [file.name for file in tmp_path.iterdir() if "-bomb" in file.name] == []


def test_what_is_cut_short_is_said_to_be(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", a=TEXT).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    with pytest.raises(BadInput, match=r"cut\.zip: is cut short or corrupt"):
        given(tmp_path / "cut.zip")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(TEXT * 100)[:-9])
    with pytest.raises(BadInput, match="is cut short or corrupt"):
        given(tmp_path / "cut.gz").members[0].head()
    assert given(tmp_path / "cut.gz").members[0].glance() == b""
    with pytest.raises(BadInput, match="there is no such file"):
        given(tmp_path / "missing")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_MEMBERS", 2)
    with pytest.raises(BadInput, match="more than 2 files"):
        given(packed(tmp_path / "a.zip", a=b"", b=b"", c=b""))
