"""Every mail as a person sees it: `python -m tests.show.mails FOLDER` writes text, HTML and pictures of each.

The pictures, light and dark, are made by a headless Chromium (Debian: `apt install chromium`).
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from activities.mail_rendering import MailTemplates
from tests.show.mail_lives import shown_mails

WIDTH = 680
_HEIGHT = re.compile(r"<title>height (\d+)</title>")
_MEASURE = "<script>document.title = 'height ' + document.documentElement.scrollHeight</script></body>"


def main() -> int:
    """Write the gallery, and say where."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--only", help="one template")
    asked = arguments.parse_args()
    browser = shutil.which("chromium")
    if browser is None:
        print("找不到 chromium，請先安裝 / chromium is missing: apt install chromium", file=sys.stderr)
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    for path in write(asked.folder, asked.only):
        for dark in (False, True):
            picture(browser, path, dark=dark)
        print(path)
    return 0


def write(folder: Path, only: str | None = None) -> list[Path]:
    """The mails as .txt and .html; the paths of the latter."""
    templates, paths = MailTemplates(), []
    for template, shown in shown_mails().items():
        if only in (None, template):
            rendered = templates.render(shown.facts, shown.to, shown.today)
            assert rendered.html is not None
            (folder / f"{template}.txt").write_text(f"{rendered.subject}\n\n{rendered.text}", "utf-8")
            paths.append(folder / f"{template}.html")
            paths[-1].write_text(rendered.html, "utf-8")
    return paths


def picture(browser: str, page: Path, *, dark: bool) -> Path:
    """A picture of the whole page."""
    made = page.with_suffix(".dark.png" if dark else ".png")
    size = f"--window-size={WIDTH},{_height(browser, page)}"
    colours = ["--blink-settings=preferredColorScheme=0"] if dark else []
    _run(browser, *colours, size, f"--screenshot={made.resolve()}", page.resolve().as_uri())
    return made


def _height(browser: str, page: Path) -> int:
    measured = page.with_suffix(".measured.html")
    measured.write_text(page.read_text("utf-8").replace("</body>", _MEASURE), "utf-8")
    told = _run(browser, f"--window-size={WIDTH},600", "--dump-dom", measured.resolve().as_uri())
    measured.unlink()
    found = _HEIGHT.search(told)
    assert found is not None, told[-500:]
    return int(found[1])


def _run(browser: str, *arguments: str) -> str:
    # No sandbox of its own: the pages are ours, and in a container there is none to be had.
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


if __name__ == "__main__":
    sys.exit(main())
