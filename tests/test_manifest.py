"""Every file that ships in ``data`` is accounted for."""

from lib.manifest import describe_files, digest, read_manifest
from lib.places import DATA


def test_every_file_in_data_is_listed_with_its_digest_origin_and_licence():
    entries = read_manifest()
    files = {
        file.relative_to(DATA).as_posix(): file
        for file in DATA.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert files
    assert set(entries) == set(files)
    for name, file in files.items():
        assert entries[name]["sha256"] == digest(file), name
        assert entries[name]["origin"] and entries[name]["licence"], name


def test_a_file_that_has_gone_is_forgotten(tmp_path):
    manifest, kept, gone = tmp_path / "manifest.json", tmp_path / "a", tmp_path / "b"
    kept.write_bytes(b"1")
    gone.write_bytes(b"2")
    describe_files(dict.fromkeys((kept, gone), ("here", "free")), manifest=manifest)
    gone.unlink()
    describe_files({kept: ("here", "free")}, manifest=manifest)
    assert list(read_manifest(manifest)) == ["a"]
