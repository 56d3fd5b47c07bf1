"""Made-up electronic invoices and their codes, for the tests of codes and splitting."""

import base64
import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import segno
import zxingcpp
from PIL import Image

from models.codes.einvoice import EInvoice, Item
from tests.reading.drawn_pages import Picture

CHECK = base64.b64encode(bytes(range(16)))
CHARACTER_SETS = {0: "cp950", 1: "utf-8", 2: "utf-8"}


def head(invoice: EInvoice) -> bytes:
    """The 77 characters that every left code begins with."""
    issued = f"{invoice.issue_date.year - 1911:03d}{invoice.issue_date:%m%d}"
    money = f"{invoice.sales:08X}{invoice.total:08X}"
    said = f"{invoice.number}{issued}{invoice.random_code}{money}{invoice.buyer_ubn or '00000000'}"
    return f"{said}{invoice.seller_ubn}".encode() + CHECK


def list_of(items: Sequence[Item], encoding: int) -> bytes:
    """Items as the codes list them, before Base64."""
    texts = [f"{item.name}:{item.quantity}:{item.unit_price}" for item in items]
    return ":".join(texts).encode(CHARACTER_SETS[encoding])


def qr_contents(invoice: EInvoice, encoding: int = 1, here: int = 1) -> tuple[bytes, bytes]:
    """What the left code says, with `here` of the items, and the right one, with the others."""
    shares = [list_of(items, encoding) for items in (invoice.items[:here], invoice.items[here:])]
    if encoding == 2:
        shares = [base64.b64encode(share) for share in shares]
    opening = f":**********:{here}:{invoice.item_count}:{encoding}:".encode()
    return head(invoice) + opening + shares[0], b"**" + shares[1]


def square(content: bytes, module: int = 3, version: int | None = None) -> Picture:
    """A QR code with its quiet zone, `module` pixels to a module."""
    drawn = io.BytesIO()
    code = segno.make(content, error="l", mode="byte", micro=False, version=version)
    code.save(drawn, kind="png", scale=module, border=4)
    return np.asarray(Image.open(drawn).convert("RGB"))


def bars(content: str, kind: zxingcpp.BarcodeFormat, scale: int = 2) -> Picture:
    """A bar code with its quiet zone."""
    drawn = np.asarray(zxingcpp.create_barcode(content, kind).to_image(scale=scale, add_quiet_zones=True))
    return np.repeat(drawn[:, :, None], 3, axis=2)


def numbered(invoice: EInvoice, number: str) -> EInvoice:
    """The same sale under another number."""
    return replace(invoice, number=number)


def pasted(paper: Picture, *pictures: tuple[int, int, Picture]) -> Picture:
    """Pictures put on paper, each by its left and top in pixels."""
    page = paper.copy()
    for left, top, picture in pictures:
        page[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return page
