"""Every paper as a person sees it: `python -m tests.show.papers FOLDER` writes PDFs and pictures.

Each PDF is read back as a reader, an archive and a camera would.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from activities.papers.forms import BlankForms
from activities.papers.typesetting import Typesetter
from domain.programme import Programme
from store.programme_files import read_programme
from tests.activities.paper_contents import certificate_for, statement_for
from tests.papers import bare, codes_on, conformance_of, fonts_are_embedded, glyphs_of, pages_of, text_of

NAMES = ("王小明", "𠮷野堃喆", "Nguyễn Thị Minh Châu")
ADDRESS = "https://checkup.example.com"


def main() -> None:
    """Write the gallery, and a line of what each paper says of itself."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder: Path = arguments.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for paper, name, pdf in made(read_programme(None)):
        (folder / f"{paper}.pdf").write_bytes(pdf)
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
            page.render(scale=1.5).to_pil().save(folder / f"{paper}-{number}.png")
        print(json.dumps({"paper": paper, **read_back(pdf, name)}, ensure_ascii=False))


def made(programme: Programme) -> Iterator[tuple[str, str | None, bytes]]:
    """Each paper's name, whom it names, and its bytes."""
    typesetter, forms = Typesetter(), BlankForms()
    for number, name in enumerate(NAMES, start=1):
        yield (
            f"certificate-{number}",
            name,
            typesetter.typeset("certificate", certificate_for(name, programme, ADDRESS)),
        )
        yield f"statement-{number}", name, typesetter.typeset("statement", statement_for(name, programme))
    yield "consent-letter", None, forms.consent_letter(programme)
    yield "firm-list", None, forms.firm_list(programme)


def read_back(pdf: bytes, name: str | None) -> dict[str, object]:
    """What a reader, an archive and a camera find in it."""
    told: dict[str, object] = {
        "pages": pages_of(pdf),
        "pdf_a": "".join(conformance_of(pdf)),
        "fonts_embedded": fonts_are_embedded(pdf),
        "glyphs": len(glyphs_of(pdf)),
        "notdef": glyphs_of(pdf).count(0),
    }
    if name is not None:
        told["name_as_given"] = bare(name) in bare(text_of(pdf))
    return told | ({"qr": codes[0]} if (codes := codes_on(pdf)) else {})


if __name__ == "__main__":
    main()
