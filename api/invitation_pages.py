"""The page that an invitation's link opens: for people, who follow it from a mail without any program."""

from html import escape
from importlib.resources import files
from string import Template

from fastapi.responses import HTMLResponse

from api.problems import Problem
from domain.deadline import TAIPEI
from store.invitations import Invited

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
}
_FORM = Template("""$wrong<p>帳號：<strong>$login</strong><small lang="en">Your login</small></p>
<form method="post" action="/invitations/$token/form">
<input type="hidden" name="username" value="$login" autocomplete="username">
<label for="password">密碼，至少 12 字<small lang="en">Password, 12 characters or more</small></label>
<input id="password" name="password" type="password" minlength="12" maxlength="200" required autofocus
 autocomplete="new-password">
<label for="again">再輸入一次<small lang="en">Once more</small></label>
<input id="again" name="again" type="password" minlength="12" maxlength="200" required
 autocomplete="new-password">
<button>設定密碼 Set the password</button>
</form>
<p><small>連結於 $until（臺北時間）前有效，僅限使用一次。</small>
<small lang="en">The link works once, until $until (Taipei time).</small></p>""")


def form_page(token: str, invited: Invited, wrong: tuple[str, str] | None = None) -> HTMLResponse:
    """The form, with what was wrong with what was sent."""
    said = "" if wrong is None else _alert(*wrong)
    until = f"{invited.until.astimezone(TAIPEI):%Y-%m-%d %H:%M}"
    content = _FORM.substitute(wrong=said, token=token, login=escape(invited.login), until=until)
    return _page("設定登入密碼", "Choose a password", content, 200 if wrong is None else 422)


def done_page(login: str) -> HTMLResponse:
    """The password is set."""
    content = f"<p>現在可用帳號 <strong>{escape(login)}</strong> 與新密碼登入。</p>"
    english = '<p lang="en">You can sign in with this login and your new password now.</p>'
    return _page("密碼已設定", "Your password is set", content + english, 200)


def refused_page(problem: Problem) -> HTMLResponse:
    """Why the link is good for nothing."""
    said = _alert(str(problem.body["detail"]), str(problem.body["detail_en"]))
    return _page("無法設定密碼", "The password cannot be set", said, problem.status_code)


def _alert(zh: str, en: str) -> str:
    return f'<div role="alert">{escape(zh)}<small lang="en">{escape(en)}</small></div>'


def _page(title: str, title_en: str, content: str, status: int) -> HTMLResponse:
    text = (files("api") / "invitation.html").read_text(encoding="utf-8")
    page = Template(text).substitute(title=title, title_en=title_en, content=content)
    return HTMLResponse(page, status, headers=_HEADERS)
