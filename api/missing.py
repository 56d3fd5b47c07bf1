"""What a case still needs, in words: for the trainee, the guild and whoever asks why."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from domain.firm import FirmProfile
from domain.industry import Sector
from domain.mix import explain, judge
from domain.portfolio import advise, explain_advice
from domain.programme import Programme
from store.read_rows import CheckupRow
from store.vocabulary import vocabulary
from store.words import LANGUAGES, words

Document = dict[str, Any]
_LISTING_STAGES = frozenset({"applying", "listing"})
_FILLING_STAGES = frozenset({"listing", "uploading", "in_review", "resubmitting"})
_FILLED = frozenset({"filling", "returned"})
_READINGS: Mapping[str, tuple[str, str]] = {
    "to_confirm": (
        "{count} 份單據的判讀尚待您確認（不影響送件）：{ubns}。",
        "Readings that wait for you to confirm them, {count} (submission does not): {ubns}.",
    ),
    "unreadable": (
        "{count} 份單據無法判讀，請重新上傳或自行填報：{ubns}。",
        "Bills that cannot be read, {count}: upload them again, or enter their quantities: {ubns}.",
    ),
}


def missing(case: Document, programme: Programme) -> list[Document]:
    """Each thing that is still needed: a code, the firms it is about, and the sentence in both languages."""
    match case["stage"]:
        case "applying":
            return [*_training(case), *_list(case, programme)]
        case "listing":
            return [*_list(case, programme), *_checks(case)]
        case "uploading":
            return [*_list(case, programme), *_firms(case, "open", *_UNSUBMITTED), *_checks(case)]
        case "in_review" | "resubmitting":
            return [*_firms(case, "returned", *_RETURNED), *_awaited(case), *_attendance(case)]
        case "fee_due":
            return [*_payee(case, programme), *_attendance(case)]
        case _:
            return []


def readings_missing(case: Document, checkups: Iterable[CheckupRow]) -> list[Document]:
    """What the trainee may look at in readings; none of it keeps a checkup from being submitted."""
    if case["stage"] not in _FILLING_STAGES:
        return []
    return [need for code, words in _READINGS.items() for need in _of_readings(checkups, code, *words)]


def _of_readings(checkups: Iterable[CheckupRow], code: str, zh: str, en: str) -> Iterator[Document]:
    counts = {row.ubn: getattr(row, code) for row in checkups if row.stage in _FILLED}
    ubns = [ubn for ubn, count in counts.items() if count]
    if ubns:
        told = {"ubns": "、".join(ubns), "count": sum(counts.values())}
        yield _need(code, zh.format(**told), en.format(**{**told, "ubns": ", ".join(ubns)}), ubns)


def mix_words(case: Document, programme: Programme, free: Mapping[Sector, int]) -> Document:
    """Which set the list makes, and while it can still be changed, which firms to add or swap."""
    profiles = [profile_of(firm) for firm in case["firms"]]
    judged = judge(profiles, programme)
    zh, en = explain(judged, programme)
    words: Document = {"holds": judged.holds, "set": judged.chosen, "zh": zh, "en": en, "advice": None}
    if case["stage"] in _LISTING_STAGES:
        fixed = [firm["ubn"] for firm in case["firms"] if firm["progress"] != "open"]
        advice = advise(profiles, programme, free, fixed)
        advice_zh, advice_en = explain_advice(advice, programme)
        words["advice"] = {"best": advice.best, "zh": advice_zh, "en": advice_en}
    return words


def profile_of(firm: Document) -> FirmProfile:
    """The firm of a case's document as the rules see it."""
    amounts = firm["revenue"], firm["capital"]
    return FirmProfile(firm["ubn"], firm["industry"], *amounts, firm["county"], firm["name"])


def _need(code: str, zh: str, en: str, ubns: Iterable[str] = ()) -> Document:
    return {"code": code, "ubns": list(ubns), "zh": zh, "en": en}


def _training(case: Document) -> Iterator[Document]:
    application = case["application"]
    if not application["vetted"]:
        yield _need("vetting", "等候公會審核報名。", "The guild has not vetted the registration yet.")
    if case["vetting_late"]:
        zh = "公會審核已遲，不影響您的資格；審核後期限重新起算。"
        en = "The vetting is late; you lose nothing by it, and your windows run from when it is done."
        yield _need("vetting_late", zh, en)
    if case["session_cancelled"]:
        zh, en = "場次已取消，請改報其他場次。", "The session is cancelled: choose another one."
        yield _need("session", zh, en)
    # Not in a document that was made before.
    if case.get("seat_lost"):
        kind = case["seat_lost"]
        zh = f"原{words(kind, 'zh')}座位已由他人使用，請重新選擇場次與出席方式。"
        en = f"The {words(kind, 'en')} seat is no longer free: choose session and seat anew."
        yield _need("session_seat", zh, en)
    if not application["online_course"]:
        yield _need("online_course", "尚未完成線上課程。", "The online course is not done yet.")
    if application["attended"] is None:
        yield _need(
            "attendance", "尚未登錄出席培訓場次。", "Attendance of a training session is not recorded."
        )


def _list(case: Document, programme: Programme) -> Iterator[Document]:
    firms, wanted = case["firms"], programme.registration.firms
    short = wanted - len(firms)
    if short > 0:
        zh, en = f"名單尚缺 {short} 家企業。", f"{short} more firm{'s' * (short > 1)} must be named."
        yield _need("firms", zh, en)
    unsigned = [firm["ubn"] for firm in firms if firm["letter"] is None]
    if unsigned:
        zh = f"尚缺 {len(unsigned)} 份委任書：{'、'.join(unsigned)}。"
        yield _need("letters", zh, f"Consent letters are missing: {', '.join(unsigned)}.", unsigned)
    for firm in firms:
        if firm["check"] == "not_passed":
            own = vocabulary(programme)
            why_zh, why_en = (words(tuple(firm["reasons"]), language, own) for language in LANGUAGES)
            zh = f"{firm['ubn']} 未通過查核（{why_zh}），請補正。"
            en = f"{firm['ubn']} did not pass the check ({why_en}): mend it."
            yield _need("not_passed", zh, en, [firm["ubn"]])


def _checks(case: Document) -> Iterator[Document]:
    if any(task["kind"] == "check_list" for task in case["tasks"]):
        yield _need("list_check", "名單與委任書查核中，請等候。", "List and letters are being checked: wait.")


_UNSUBMITTED = ("尚未送出碳健檢：{ubns}。", "Checkups not submitted yet: {ubns}.", "submission")
_RETURNED = ("碳健檢待補件：{ubns}。", "Checkups returned, to be submitted again: {ubns}.", "resubmission")


def _firms(case: Document, progress: str, zh: str, en: str, code: str) -> Iterator[Document]:
    ubns = [firm["ubn"] for firm in case["firms"] if firm["progress"] == progress]
    if ubns:
        yield _need(code, zh.format(ubns="、".join(ubns)), en.format(ubns=", ".join(ubns)), ubns)


def _awaited(case: Document) -> Iterator[Document]:
    ubns = [firm["ubn"] for firm in case["firms"] if firm["progress"] in ("submitted", "resubmitted")]
    if ubns:
        zh = f"{len(ubns)} 件碳健檢複核中，請等候。"
        yield _need("review", zh, f"{len(ubns)} checkups are being reviewed: wait.", ubns)


def _attendance(case: Document) -> Iterator[Document]:
    """Why nothing is certified or paid although all else is there (R5, R32)."""
    if any(task["kind"] == "wrong_attendance" for task in case["tasks"]):
        zh = "培訓出席紀錄待承辦人決定，決定前不核發證書，也不撥款。"
        en = "An officer has yet to decide on the attendance: until then nothing is certified or paid."
        yield _need("attendance_decision", zh, en)


def _payee(case: Document, programme: Programme) -> Iterator[Document]:
    """The account to be paid to, or a better one where the bank sent the payment back."""
    if case["bank_account"] is None:
        zh, en = "尚未提供撥款帳戶，資料處理費無法撥付。", "No account to be paid to is given yet."
        yield _need("bank_account", zh, en)
    elif case["payment_returned"] is not None:
        reasons = {one.code: one for one in programme.payout.return_reasons}
        why = reasons.get(case["payment_returned"])
        why_zh, why_en = (why.zh, why.en) if why else (case["payment_returned"],) * 2
        zh = f"資料處理費遭銀行退匯（{why_zh}），請更正撥款帳戶。"
        yield _need("bank_account_mended", zh, f"The payment came back ({why_en}): mend the account.")
