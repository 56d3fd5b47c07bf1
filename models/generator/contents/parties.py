"""Who sells to whom: numbers, names and addresses, each for itself and told in one line."""

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.numbers import account_no
from models.generator.contents.utility import buyer_number, ubn_entry
from models.generator.marked import EMPTY, Entry, Marked, Piece, pieced, plain
from models.generator.wording import SALES
from models.labels import Label

# What families print instead of the entries of `seller` and `buyer`.
SELLER_LINE, BUYER_LINE, BUYER_SHORT, SEAL = "seller_line", "buyer_line", "buyer_short", "seal"
ADDRESSED = "addressed"


def parties(content: Content, *, buyer: float, account: float) -> None:
    """Seller's and buyer's numbers, names and addresses; buyers and accounts as often as given."""
    _seller(content)
    _buyer(content, buyer)
    style, dice = content.style, content.style.dice
    if dice.chance(account):
        content.add("buyer", style.entry("account_no", account_no(style)))


def _seller(content: Content) -> None:
    style, dice = content.style, content.style.dice
    address, telephone = plain(names.address(dice)), plain(names.telephone(dice))
    said = {"a": address, "t": telephone, "p": plain(names.person(dice))}
    if dice.chance(0.85):
        number = ubn_entry(style, "seller_ubn", Label.SELLER_UBN)
        content.add("seller", number)
        said["u"] = number.value
    if dice.chance(0.45):
        content.add("seller", style.entry("address", address))
    # Beside its telephone or address a number is the seller's whatever it is called.
    if dice.chance(0.5) or len(content.groups.get("seller", [])) == 1:
        words = dice.choose(("電話", "TEL", "Tel", "電話：", "服務電話"))
        content.add("seller", Entry(plain(words), telephone))
    if dice.chance(0.3):
        content.groups["seller"] = dice.shuffled(content.groups.get("seller", []))
    forms = SALES["sellers"]["lines" if "u" in said else "unnumbered"]
    content.add(SELLER_LINE, Entry(EMPTY, pieced(dice.choose(forms), said)))
    content.add(SEAL, *_seal(content, said))
    if content.named_below:
        _name_below(content)


def _name_below(content: Content) -> None:
    """The registered name beside its number, where the heading has a brand."""
    dice = content.style.dice
    entry = Entry(plain(dice.choose(SALES["sellers"]["names"])), content.vendor)
    content.groups.setdefault("seller", []).insert(0 if dice.chance(0.7) else dice.whole(0, 2), entry)
    (line,) = content.groups[SELLER_LINE]
    content.groups[SELLER_LINE] = [line._replace(value=(*content.vendor, Piece(" "), *line.value))]


def _seal(content: Content, said: dict[str, Marked]) -> list[Entry]:
    """The lines of a seal: what it is, the name, the number, who answers for it and where."""
    dice, stamps = content.style.dice, SALES["stamps"]
    lines = [plain(dice.choose(stamps["heads"]))] if dice.chance(0.6) else []
    rest = [pieced(form, said) for form in dice.some(stamps["below"], 0, 3)]
    if "u" in said:
        rest.insert(0, pieced(dice.choose(stamps["numbers"]), said))
    lines += [content.vendor, *(rest if dice.chance(0.8) else dice.shuffled(rest))]
    return [Entry(EMPTY, line) for line in lines]


def _buyer(content: Content, share: float) -> None:
    style, dice = content.style, content.style.dice
    firm = names.vendor(dice, BillKind.INVOICE) if dice.chance(0.25) else names.customer(dice)
    name, address = plain(firm), plain(names.address(dice))
    behind = dice.choose(SALES["addressed"]["behind"])
    content.add(ADDRESSED, Entry(EMPTY, plain(firm + behind)), Entry(EMPTY, address))
    if dice.chance(share):
        if dice.chance(0.4):
            content.add("buyer", style.entry("customer", name))
        number = buyer_number(content, "buyer")
        content.add("buyer", number)
        _buyer_line(content, name, address, number.value)
    elif dice.chance(0.2):
        if dice.chance(0.2):
            name = plain(names.person(dice))
        content.add("buyer", style.entry("customer", name))
        content.add(BUYER_LINE, Entry(plain(dice.choose(SALES["buyers"]["words"])), name))
    if content.groups.get("buyer") and dice.chance(0.3):
        content.add("buyer", style.entry("address", address))


def _buyer_line(content: Content, name: Marked, address: Marked, number: Marked) -> None:
    """Name and number in one line; and the number with few words, for where nobody else's can stand."""
    dice, buyers = content.style.dice, SALES["buyers"]
    words = plain(dice.choose(buyers["words"]))
    said = {"w": words, "n": name, "u": number, "a": address}
    content.add(BUYER_LINE, Entry(EMPTY, pieced(dice.choose(buyers["lines"]), said)))
    content.add(BUYER_SHORT, Entry(EMPTY, pieced(dice.choose(buyers["unnamed"]), said)))
