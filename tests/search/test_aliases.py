"""A place or body is found by any of its names; what the page states stays as it stands."""

from pathlib import Path

from corpus import Archive, add
from search import Index


def test_a_place_is_found_by_its_other_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "A course for inspectors\nKYIV, 4 March 2008 – Inspectors learned on Tuesday to look behind the second wall of a hold."
    )
    with Archive.open(tmp_path / "archive", create=True) as archive:
        add(archive, [page])
        with Index.open(archive) as index:
            index.update()
            found = index.search("place:kiev").hits
            assert [hit.place for hit in found] == [("Kyiv",)]
            assert index.search("place:minsk").total == 0
