"""The layouts of the mails: the same content as text and as HTML, each checked when a process starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
)
from jinja2.meta import find_undeclared_variables

from activities.mail_content import Content
from activities.mail_templates import TemplateFault, source

TEXT, HTML = "mail_layout.txt", "mail_layout.html"
# Both parts name the same firms and dates, because both have to show the same variables.
_VARIABLES: Mapping[str, frozenset[str]] = {
    TEXT: frozenset({"zh", "en", "firms", "link"}),
    HTML: frozenset({"zh", "en", "firms", "link", "subject"}),
}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's subject and its parts; without `html` it is text alone."""

    subject: str
    text: str
    html: str | None = None


class Layouts:
    """Both layouts, compiled; raises `TemplateFault` for one that does not read or shows the wrong things."""

    def __init__(self) -> None:
        self._text, self._html = _compiled(TEXT), _compiled(HTML)

    def render(self, content: Content) -> Rendered:
        """Text and HTML of the content; what people entered stays text in both."""
        shown = {name: getattr(content, name) for name in _VARIABLES[HTML]}
        return Rendered(
            content.subject, self._text.render(shown).strip() + "\n", self._html.render(shown).strip()
        )

    def check(self, template: str, content: Content) -> None:
        """Try the layouts on the content of a mail; raises `TemplateFault`."""
        try:
            rendered = self.render(content)
        except UndefinedError as fault:
            zh, en = f"沒有這個變數：{fault.message}", f"there is no such variable: {fault.message}"
            raise TemplateFault(template, f"{TEXT}, {HTML}", _quoted(str(fault.message)), zh, en) from None
        assert rendered.html is not None
        open_tag = unclosed(rendered.html)
        if open_tag is not None:
            zh, en = f"<{open_tag}> 沒有成對", f"<{open_tag}> is not closed, or closes nothing"
            raise TemplateFault(template, HTML, open_tag, zh, en)


def _compiled(name: str) -> Template:
    # FunctionLoader: nothing but the two files can be loaded, whatever a layout asks to include.
    environment = Environment(
        loader=FunctionLoader(lambda asked: source(asked).read_text("utf-8") if asked == name else None),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        parsed = environment.parse(source(name).read_text("utf-8"))
        compiled = environment.get_template(name)
    except TemplateSyntaxError as fault:
        zh, en = f"第 {fault.lineno} 行：{fault.message}", f"line {fault.lineno}: {fault.message}"
        raise TemplateFault(name, f"line {fault.lineno}", "", zh, en) from None
    shows = find_undeclared_variables(parsed)
    for variable in sorted(shows ^ _VARIABLES[name]):
        unknown = variable in shows
        zh, en = ("沒有變數", "there is no variable") if unknown else ("缺少變數", "lacks the variable")
        raise TemplateFault(name, "variables", variable, f"{zh} {variable}", f"{en} {variable}")
    return compiled


def unclosed(html: str) -> str | None:
    """The first tag that is not closed, or closes nothing; None where all is balanced."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return reader.wrong or (reader.open[-1] if reader.open else None)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif self.wrong is None:
            self.wrong = self.open[-1] if tag in self.open else tag


def _quoted(message: str) -> str:
    """The name that a message of jinja2 quotes last."""
    return message.rstrip("'").rpartition("'")[2] if "'" in message else message
