"""Grammars of bills with one period: boxes, lists, forms, slips, screens, mails."""

from models.generator.blocks.entries import (
    ALL,
    BOXED,
    LISTED,
    above,
    aligned,
    cards,
    grid,
    header_row,
    inline,
    mixed,
    packed,
    spread,
    two_columns,
)  # fmt: skip
from models.generator.blocks.texts import codes, heading, notes, paragraph, section, sentence
from models.generator.content import Content
from models.generator.families.parts import (
    GROUPS,
    all_groups,
    any_table,
    distinct,
    ending,
    group,
    prominent,
    shuffled_apart,
    stub,
)  # fmt: skip
from models.generator.marked import Entry, plain
from models.generator.names import address, person
from models.generator.paper import Column
from models.generator.wording import UTILITY


def boxed(column: Column, content: Content) -> None:
    """Large boxes on top, sections in two columns, a stub at the bottom."""
    dice = column.paper.dice
    heading(column, content)
    prominent(column, content, above)
    names = list(GROUPS) if dice.chance(0.6) else shuffled_apart(content, GROUPS)
    cut = dice.whole(3, 6)
    columns = column.parts(dice.choose(((1, 1), (3, 2), (2, 3))), dice.between(1.0, 2.5))
    all_groups(columns[0], content, names[:cut], (*LISTED, *BOXED), 0.7)
    all_groups(columns[1], content, names[cut:], (*LISTED, *BOXED), 0.7)
    column.after(columns)
    ending(column, content)
    if dice.chance(0.6):
        stub(column, content)


def letter(column: Column, content: Content) -> None:
    """A window with the address, then one list below the other."""
    dice = column.paper.dice
    if dice.chance(0.6):
        heading(column, content)
        _window(column)
    else:
        _window(column)
        heading(column, content)
    if dice.chance(0.6):
        prominent(column, content, dice.choose((inline, aligned, spread)))
    inner = Column(column.paper, column.left, column.right, column.y, column.size)
    if dice.chance(0.4):
        inner.right -= column.width * dice.between(0.1, 0.45)
    all_groups(inner, content, GROUPS, (dice.choose(LISTED), dice.choose(LISTED)), dice.choose((0.0, 0.8)))
    column.y = inner.y
    ending(column, content)


def _window(column: Column) -> None:
    dice = column.paper.dice
    inner = Column(
        column.paper, column.left + dice.between(0, 0.5) * column.width, column.right, column.y, column.size
    )
    for text in (address(dice), person(dice) + dice.choose((" 收", " 先生/小姐 收", " 台啟", ""))):
        inner.line(plain(text))
    column.y = inner.y
    column.skip(dice.between(0.5, 2.0))


def form(column: Column, content: Content) -> None:
    """Cells all over: names beside values or above them."""
    dice = column.paper.dice
    heading(column, content)
    blocks = dice.choose(((grid,), (grid, above), (above,), (grid, header_row)))
    names = list(GROUPS) if dice.chance(0.5) else shuffled_apart(content, GROUPS)
    all_groups(column, content, names, blocks, dice.choose((0.0, 0.3)))
    if dice.chance(0.5):
        prominent(column, content, dice.choose((grid, above)))
    ending(column, content)


def strips(column: Column, content: Content) -> None:
    """Tables of one line, strip under strip."""
    dice = column.paper.dice
    heading(column, content)
    names = list(GROUPS) if dice.chance(0.6) else shuffled_apart(content, GROUPS)
    all_groups(column, content, names, (header_row,), 0.2)
    prominent(column, content, header_row)
    ending(column, content)
    if dice.chance(0.4):
        stub(column, content)


def side_panel(column: Column, content: Content) -> None:
    """A panel at one side with invoices, histories and sentences."""
    dice = column.paper.dice
    if dice.chance(0.7):
        heading(column, content)
    left = dice.chance(0.4)
    shares = (1.0, dice.between(1.4, 2.6))
    columns = column.parts(shares if left else shares[::-1], dice.between(1.0, 2.5))
    main, side = (columns[1], columns[0]) if left else (columns[0], columns[1])
    aside = dice.some(("invoice", "carbon", "vendor", "period", "meters", "totals"), 2, 4)
    prominent(main, content, dice.choose((above, spread, inline)))
    all_groups(
        main, content, [name for name in GROUPS if name not in aside], (*LISTED, *BOXED, two_columns), 0.6
    )
    all_groups(side, content, aside, (*LISTED, cards, above), 0.7)
    notes(side, content)
    column.after(columns)
    codes(column, content)
    if dice.chance(0.3):
        stub(column, content)


def slip(column: Column, content: Content) -> None:
    """A narrow receipt with one thing per line."""
    dice = column.paper.dice
    heading(column, content)
    names = [name for name in GROUPS if name in ("customer", "period", "usage", "meters") or dice.chance(0.7)]
    all_groups(column, content, names, (dice.choose((inline, aligned, spread)),), 0.1)
    prominent(column, content, dice.choose((inline, spread, aligned)))
    ending(column, content)


def screen(column: Column, content: Content) -> None:
    """An app or a portal: cards, large sums, much room."""
    dice = column.paper.dice
    _bar(column)
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.5), dice.choose((0.0, 0.5)))
    if dice.chance(0.8):
        column.line(content.vendor, dice.between(0.8, 1.2), dice.choose((0.0, 0.5)))
    prominent(column, content, dice.choose((cards, above, spread)), 3)
    block = dice.choose((cards, spread, aligned, above, inline))
    all_groups(column, content, GROUPS, (block, dice.choose((cards, spread))), 0.5)
    for word in dice.some(
        ("立即繳費", "下載帳單", "查看明細", "首頁", "我的", "返回", "電子帳單", "更多服務", "登出"), 0, 5
    ):
        column.line(plain(word), 1.0, dice.choose((0.0, 0.5, 1.0)))
    if dice.chance(0.4):
        notes(column, content)


def _bar(column: Column) -> None:
    """The clock and battery of a telephone, or an address line."""
    dice = column.paper.dice
    if dice.chance(0.4):
        size = column.size * 0.8
        column.paper.put(column.left, column.y, plain(f"{dice.amount(0, 23)}:{dice.amount(10, 59)}"), size)
        column.paper.put(
            column.right,
            column.y,
            plain(f"{dice.choose(('5G ', '4G ', 'LTE ', ''))}{dice.amount(5, 100)}%"),
            size,
            1.0,
        )
        column.skip(1.5)
    elif dice.chance(0.3):
        column.line(plain("https://www.example.tw/bill/query"), 0.8)


def mail(column: Column, content: Content) -> None:
    """An e-mail that tells the bill in sentences."""
    dice = column.paper.dice
    if dice.chance(0.6):
        for text in ("寄件者：service@example.tw", f"收件者：{person(dice)}"):
            column.line(plain(text), 0.9)
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.5))
    opening = dice.choose(
        ("親愛的用戶您好，", "您好：", "親愛的客戶您好：", "敬愛的用戶 您好！", "Dear Customer,")
    )
    column.line(plain(opening))
    told = distinct(content.strong)
    if dice.chance(0.5):
        between = dice.choose(("，", "；", "、", "。"))
        paragraph(column, (*plain("您的"), *sentence(told, "", between)))
    blocks = dice.choose(((inline,), (aligned,), (inline, packed), (spread,), (grid,)))
    names = [name for name in GROUPS if dice.chance(0.85)]
    all_groups(column, content, names, blocks, 0.15)
    notes(column, content, 0.9)
    column.line(content.vendor, 1.0, dice.choose((0.0, 0.0, 1.0)))
    column.line(plain(dice.choose(("敬上", "敬啟", "客戶服務部 敬上", "本信件為系統自動發送，請勿直接回覆"))))


def free(column: Column, content: Content) -> None:
    """Anything anywhere: the grammar without rules."""
    dice = column.paper.dice
    if dice.chance(0.85):
        heading(column, content)
    names = shuffled_apart(content, GROUPS)
    placed = False
    while names:
        count = dice.choose((1, 1, 2, 3))
        part, names = names[:count], names[count:]
        columns = column.parts([dice.between(0.6, 1.4) for _ in part], dice.between(0.8, 3.0))
        for inner, name in zip(columns, part, strict=True):
            inner.size *= dice.choose((1.0, 1.0, 0.85, 1.1))
            group(inner, content, name, ALL, dice.choose((0.0, 0.5, 1.0)))
        column.after(columns)
        if not placed and dice.chance(0.4):
            prominent(column, content, dice.choose(ALL), dice.whole(1, 5))
            placed = True
    if not placed:
        prominent(column, content, mixed)
    ending(column, content)
    if dice.chance(0.35):
        stub(column, content)


def stub_right(column: Column, content: Content) -> None:
    """A bill with its stub at the right, torn off along a line."""
    dice = column.paper.dice
    columns = column.parts((dice.between(1.8, 3.0), 1.0), dice.between(1.5, 3.0))
    dice.choose((boxed, form, strips, slip))(columns[0], content)
    stub(columns[1], content)
    column.after(columns)


def listed(column: Column, content: Content) -> None:
    """A list of periods below what it is a list of."""
    dice = column.paper.dice
    if dice.chance(0.3):
        _bar(column)
    if dice.chance(0.85):
        heading(column, content)
    _known(column, content)
    any_table(column, content, "list")
    foot(column, content)
    notes(column, content)


def sheet(column: Column, content: Content) -> None:
    """As a spreadsheet has it: cells, and little else."""
    dice = column.paper.dice
    if dice.chance(0.4):
        column.line(content.titles[0], dice.between(1.0, 1.3), dice.choose((0.0, 0.5)))
    if dice.chance(0.4):
        column.line(content.vendor, 1.0)
    if dice.chance(0.5):
        packed(column, content.groups.get("customer", [])[: dice.whole(1, 4)])
    any_table(column, content, "list")


def period_cards(column: Column, content: Content) -> None:
    """Each period in a card of its own."""
    dice = column.paper.dice
    if dice.chance(0.4):
        _bar(column)
    heading(column, content)
    _known(column, content)
    made = content.tables["list"]
    block = dice.choose((spread, inline, packed, above, aligned))
    scale = dice.between(1.0, 1.4)
    abreast, headed = dice.choose((1, 1, 2, 3)), dice.chance(0.5)
    rows = made.rows[: dice.whole(3, 9)]
    for first in range(0, len(rows), abreast):
        columns = column.parts((1.0,) * abreast, 1.5)
        for inner, row in zip(columns, rows[first : first + abreast], strict=False):
            entries = [entry for entry in map(Entry, made.heads, row) if entry.value]
            if headed and entries:
                inner.line(entries[0].value, scale)
                entries = entries[1:]
            block(inner, entries)
        column.after(columns)
        column.skip(dice.between(0.2, 1.0))


def foot(column: Column, content: Content) -> None:
    """What pages say below a list: how many rows, which page, when."""
    dice, style = column.paper.dice, column.paper.style
    for form in dice.some(UTILITY["screens"]["foots"], 1, 3) if dice.chance(0.35) else ():
        column.line(
            plain(style.filled(form, content.day)), dice.between(0.75, 1.0), dice.choose((0.0, 0.5, 1.0))
        )


def _known(column: Column, content: Content) -> None:
    """Whose list it is."""
    dice = column.paper.dice
    block = dice.choose(ALL)
    for name in ("customer", "vendor"):
        if content.groups.get(name):
            block(column, content.groups[name])
    if dice.chance(0.2):
        section(column, dice.choose(("查詢結果", "歷史紀錄", "明細", "帳單列表")))
    column.skip(0.5)
