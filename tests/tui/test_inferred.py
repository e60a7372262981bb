from corpus import Document, Inferred
from tui.cli.reading import document_as_text
from tui.inferred import inferred_fields
from tui.render.opened import header_blocks


def document(**values: object) -> Document:
    return Document(key="k", origin="o", title="T", text="x", markdown="x", **values)  # type: ignore[arg-type]


GUESSED = {"fields": (Inferred("Migration", 0.923), Inferred("Policing", 0.8))}


def test_inferred_fields_stand_apart_with_their_share() -> None:
    one = document(inferred=GUESSED)
    assert inferred_fields(one) == "inferred: Migration (92 %) · Policing (80 %)"
    assert "inferred: Migration (92 %)" in document_as_text(one)
    assert any(block.text.startswith("inferred: Migration (92 %)") for block in header_blocks(one))


def test_nothing_inferred_shows_nothing() -> None:
    assert inferred_fields(document()) == ""
    assert "inferred" not in document_as_text(document(fields=("Migration",)))
