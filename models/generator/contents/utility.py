"""Bills of electricity, water and piped gas."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents import beside, meters, periods
from models.generator.contents.arrangements import days_and_readings
from models.generator.contents.facts import Facts, sample_facts
from models.generator.contents.numbers import account_no, numbered
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import DISTRACTORS, HEADINGS, NUMBERS, UTILITY, notes
from models.labels import Label


def sample_utility(dice: Dice, kind: BillKind) -> Content:
    """One bill of one period."""
    style = Style.sample(dice, kind)
    facts = beside.shared(dice, kind, sample_facts(dice, kind))
    style.usage, style.total = facts.usage, facts.total
    content = Content(kind, style, facts.end, vendor_name(style))
    head(content)
    customer(content)
    if dice.chance(0.25):
        content.add("period", *days_and_readings(style, facts))
        meters.add_number(content)
    else:
        periods.add_period(content, facts)
        meters.add_meters(content, facts)
    _usage(content, facts)
    _charges(content, facts)
    _totals(content, facts)
    _invoice(content, facts)
    _carbon(content, facts)
    vendor(content)
    add_notes(content, 8)
    for name, form in dice.some(DISTRACTORS[kind]["formula"], 0, 2) if dice.chance(0.2) else []:
        small = f"{name}{style.colon or ' '}{style.filled(form, content.day)}"
        content.notes.insert(dice.whole(0, len(content.notes)), plain(small.strip()))
    return content


def vendor_name(style: Style) -> Marked:
    """The registered name; now and then only a heading's, one in English, or one with blanks in it."""
    dice, kind = style.dice, style.kind
    if style.language == "en" and dice.chance(0.5):
        name = names.english(dice, kind)
    else:
        name = names.brand(dice, kind) if dice.chance(0.12) else names.vendor(dice, kind)
    printed = " ".join(name) if dice.chance(0.03) and not name.isascii() else name
    return (Piece(printed, Label.VENDOR, "".join(name.split())),)


def head(content: Content, titles: str = "titles") -> None:
    """What the paper calls itself."""
    style, kind, dice = content.style, content.kind, content.style.dice
    table = HEADINGS[kind.value]
    month = style.days.month(content.day.year, content.day.month)
    title = dice.choose(table[titles]).replace("{ym}", month)
    if style.language == "en":
        title = dice.choose(table["english"])
    content.titles.append(plain(title))
    if style.language == "both" and dice.chance(0.6):
        content.titles.append(plain(dice.choose(table["english"])))
    if dice.chance(0.25):
        content.brand = plain(names.brand(dice, kind))
    elif style.language == "both" and dice.chance(0.4):
        content.brand = plain(names.english(dice, kind))


def customer(content: Content) -> None:
    """Who it is that pays, and under which number."""
    style, dice, kind = content.style, content.style.dice, content.kind
    if dice.chance(0.94):
        entry = style.entry("account_no", account_no(style))
        content.strong.append(entry)
        content.add("customer", entry)
    if dice.chance(0.7):
        name = names.customer(dice) if dice.chance(0.6) else names.person(dice)
        content.add("customer", style.entry("customer", plain(name)))
    if dice.chance(0.8):
        content.add("customer", style.entry("address", plain(names.address(dice))))
    if dice.chance(0.35):
        content.add("customer", buyer_number(content, "customer"))
    content.add("customer", *style.distractors(kind, "customer", content.day, 0, 6))


def buyer_number(content: Content, group: str) -> Entry:
    """Right behind a customer's name it needs no name of its own."""
    style, dice = content.style, content.style.dice
    entry = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
    if content.groups.get(group) and dice.chance(0.55):
        short = dice.choose(("統一編號", "統編", "統一編號", "營利事業統一編號", "營業人統編", "統　編"))
        return Entry(plain(short), entry.value)
    return entry


def ubn_entry(style: Style, key: str, label: Label) -> Entry:
    number = identifiers.ubn(style.dice)
    printed = " ".join(number) if style.dice.chance(0.03) else number
    return style.entry(key, (Piece(printed, label, number),))


def sided_ubn(style: Style) -> Entry:
    """The seller's number by a name that says so, for where it stands among other numbers of the paper."""
    entry = ubn_entry(style, "seller_ubn", Label.SELLER_UBN)
    sides = UTILITY["sides"]["seller_english" if style.language == "en" else "seller"]
    return entry._replace(words=plain(style.dice.choose(sides)))


def vendor(content: Content) -> None:
    """How the vendor is reached, and its number."""
    style, dice, kind = content.style, content.style.dice, content.kind
    if dice.chance(0.6):
        content.add("vendor", ubn_entry(style, "seller_ubn", Label.SELLER_UBN))
    if dice.chance(0.35):
        content.add("vendor", style.entry("address", plain(names.address(dice))))
    if dice.chance(0.5):
        telephone = dice.choose(("客服專線", "服務電話", "電話", "TEL", "客服電話", "洽詢電話", "Tel"))
        content.add("vendor", Entry(plain(telephone), plain(names.telephone(dice))))
    content.named_below = bool(content.brand) and dice.chance(0.2)
    if content.named_below or dice.chance(0.2):
        content.add("vendor", style.entry("vendor", content.vendor))
    if dice.chance(0.25):
        content.add(
            "vendor",
            Entry(plain(dice.choose(("服務單位", "服務所", "承辦單位"))), plain(names.office(dice, kind))),
        )
    told = content.groups.get("vendor", [])
    if len(told) == 1 and any(piece.label is Label.SELLER_UBN for piece in told[0].value):
        # With nothing else of the vendor's beside it, only its name says whose number it is.
        content.groups["vendor"] = [sided_ubn(style)] if dice.chance(0.8) else told


def add_notes(content: Content, most: int) -> None:
    style, dice = content.style, content.style.dice
    least, most = (most // 2, 2 * most) if style.dense else (0, most)
    for form in dice.some(notes(content.kind), least, most):
        content.notes.append(plain(style.filled(form, content.day)))
    for _ in range(dice.whole(0, 3)):
        if dice.chance(0.5):
            code = identifiers.shaped(dice, dice.choose(NUMBERS["other"]["any"]))
        else:
            code = style.filled(dice.choose(UTILITY["stub"]["codes"]), content.day)
        content.codes.append(plain(code))


def _usage(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    piece = style.figures.quantity(Label.USAGE, facts.usage)
    timed = content.kind is BillKind.ELECTRICITY and not _tells(content, Label.USAGE) and dice.chance(0.3)
    apart = beside.counted_and_shared(style, facts) if dice.chance(0.7) else []
    if timed and dice.chance(0.35):
        content.tables["times"] = beside.registers(style, facts)
    elif timed:
        meters.add_times(content, facts)
    elif apart:
        content.add("usage", *apart)
    elif "meters" not in content.tables or dice.chance(0.4):
        entry = style.quantity("usage", piece)
        content.add("usage", *(meters.headed(style, piece) if dice.chance(0.2) else [entry]))
        if dice.chance(0.3):
            content.strong.append(entry)
        if dice.chance(0.15):
            # The same quantity under another name.
            content.add(dice.choose(("usage", "charges", "meters")), style.quantity("usage", piece))
    content.add("usage", *style.distractors(content.kind, "usage", content.day, 0, 5))
    if dice.chance(0.3):
        meters.add_history(content, facts)
    if dice.chance(0.2):
        beside.strewn(content, dice.choose(("usage", "usage", "meters", "period", "charges")))
    _asides(content, facts)


def _asides(content: Content, facts: Facts) -> None:
    """The tariff's steps around the usage; this period beside others."""
    dice = content.style.dice
    if _tells(content, Label.USAGE) and dice.chance(0.12):
        told = [*beside.tiers_told(content.style, facts), *content.groups.get("usage", [])]
        # A name with a line of its own stays above what it names.
        turned = all(entry.value for entry in told) and dice.chance(0.5)
        content.groups["usage"] = told[::-1] if turned else told
    if dice.chance(0.12) and not _tells(content, Label.USAGE_PART):
        meters.add_comparison(content, facts)


def _tells(content: Content, label: Label) -> bool:
    """Whether an entry or a cell says it already."""
    entries = [entry.value for group in content.groups.values() for entry in group]
    cells = [cell for table in content.tables.values() for row in table.rows for cell in row]
    return any(piece.label is label for marked in (*entries, *cells) for piece in marked)


def _charges(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    bare, tenths = dice.chance(0.7), dice.chance(0.15)
    none = ".0" if tenths else ""
    lines: list[Entry] = []
    off, credits = beside.credited(style, facts.total) if dice.chance(0.15) and not facts.taxed else (0, [])
    for number, (name, amount) in enumerate(facts.charges):
        amount += 0 if number else off
        behind = f".{dice.amount(0, 9)}" if tenths else ""
        words = plain(name) if number else beside.worked_out(style, facts, name)
        lines.append(Entry(words, style.figures.money(None, amount, bare=bare, behind=behind)))
    if facts.taxed:
        before = dice.choose(
            ("稅前應繳總金額", "未稅金額", "應稅金額", "小計", "銷售額", "稅前金額", "應稅銷售額")
        )
        if dice.chance(0.6):
            lines.append(
                Entry(plain(before), style.figures.money(None, facts.untaxed, bare=bare, behind=none))
            )
        lines.append(style.entry("tax", style.figures.money(Label.TAX, facts.tax, bare=bare, behind=none)))
    lines += credits
    if credits:
        lines.append(beside.after_credits(style, facts.total))
    elif dice.chance(0.6):
        lines.append(total_entry(content, facts.total, bare=bare))
    lines += style.distractors(content.kind, "formula", content.day, 0, 1) if dice.chance(0.3) else []
    content.add("charges", *lines)
    if dice.chance(0.25):
        meters.add_steps(content, facts)
    if content.kind is BillKind.NATURAL_GAS and dice.chance(0.3):
        price = Decimal(facts.charges[0][1] * 100 // facts.usage) / 100
        piece = style.figures.labelled(Label.UNIT_PRICE, price)
        content.add("usage", style.entry("unit_price", (piece, *_behind(dice))))


def _behind(dice: Dice) -> Marked:
    after = dice.choose(("", "", "元", " 元/度", "元/立方公尺", "元"))
    return plain(after) if after else ()


def total_entry(content: Content, total: int, *, bare: bool = False) -> Entry:
    style = content.style
    return style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, total, bare=bare))


def _starred(style: Style, total: int) -> Entry:
    """With stars in front, as where it is printed large."""
    before, after = style.dice.choose(NUMBERS["money"]["starred"])
    pieces = (Piece(before), *style.figures.money(Label.TOTAL_AMOUNT, total, bare=True), Piece(after))
    return style.entry("total_amount", tuple(piece for piece in pieces if piece.text))


def _totals(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    entry = total_entry(content, facts.total)
    content.strong.append(_starred(style, facts.total) if dice.chance(0.15) else entry)
    if dice.chance(0.75):
        content.add("totals", entry)
    others = style.distractors(content.kind, "totals", content.day, 0, 4)
    if dice.chance(0.25):
        carried = dice.some(UTILITY["carried"]["any"], 1, 2)
        others += [style.distractor(pair, content.day) for pair in carried]
    content.add("totals", *others)
    content.strong.extend(others[:1])


def _invoice(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    days = style.days
    if dice.chance(0.4):
        shape = dice.choose(NUMBERS["invoice_no"]["any"])
        content.add("invoice", style.entry("invoice_no", invoice_pieces(dice, shape)))
        if dice.chance(0.4):
            old = plain(identifiers.invoice(dice, shape))
            content.add(
                "invoice", Entry(plain(dice.choose(("前期發票號碼", "上期發票號碼", "前期號碼"))), old)
            )
        if dice.chance(0.5):
            content.add("invoice", Entry(plain("發票期別"), plain(days.invoice_months(content.day))))
        if dice.chance(0.3):
            content.add(
                "invoice", Entry(plain("發票金額"), style.figures.money(Label.TOTAL_AMOUNT, facts.total))
            )
        if dice.chance(0.3):
            content.add("invoice", Entry(plain("隨機碼"), plain(identifiers.shaped(dice, "9999"))))
    if dice.chance(0.12):
        group = dice.choose(("invoice", "period", "totals", "customer"))
        content.add(group, *beside.days_of_the_paper(content, facts))
    elif dice.chance(0.5):
        issued = periods.after(dice, facts.end)
        printed = days.moment if dice.chance(0.2) else days.day
        entry = style.entry("issue_date", printed(Label.ISSUE_DATE, issued))
        content.add(dice.choose(("invoice", "period", "totals", "vendor", "customer")), entry)


def invoice_pieces(dice: Dice, shape: str) -> Marked:
    printed = identifiers.invoice(dice, shape)
    return numbered(Label.INVOICE_NO, printed)


def _carbon(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    if dice.chance(0.4):
        piece = style.figures.labelled(Label.PRINTED_KGCO2E, facts.kgco2e)
        content.add("carbon", carbon_entry(style, piece))
    if dice.chance(0.45):
        content.add("carbon", *style.distractors(content.kind, "carbon", content.day, 1, 3))
    if dice.chance(0.25):
        side = [
            style.distractor(pair, content.day) for pair in dice.some(UTILITY["side"][content.kind], 1, 5)
        ]
        content.groups["carbon"] = dice.shuffled([*content.groups.get("carbon", []), *side])


def carbon_entry(style: Style, piece: Piece) -> Entry:
    """With kilograms in the name or behind the number."""
    words = style.words("printed_kgco2e")
    unit = style.dice.choose(("公斤", "kg", "公斤CO2e", "kgCO2e", "KG", "公斤CO2", "kg CO2e", "公斤"))
    if style.dice.chance(0.4):
        return Entry((*words, Piece(style.dice.choose((f"({unit})", f" ({unit})", f"（{unit}）")))), (piece,))
    gap = style.dice.choose(("", " "))
    return Entry(words, (piece, Piece(gap + unit)), style.foreign("printed_kgco2e"))


def table_of(entries: list[Entry], heads: tuple[Marked, Marked]) -> Table:
    """Entries as a table of two columns."""
    return Table(heads, tuple((entry.words, entry.value) for entry in entries))
