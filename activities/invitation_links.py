"""The link by which a person who was registered by a list chooses a password: made when its mail is sent."""

import os
from uuid import UUID

from activities.tools import Tools
from store.invitations import Invitations

WEB_URL, USUAL_WEB = "TANJIAN_WEB_URL", "http://127.0.0.1:8000"
_CHOSEN = "（您已設定密碼，請直接登入。 / You have a password already: sign in.）"


def invitation_link(tools: Tools, person: UUID) -> str:
    """The link, good from now on; words instead for whoever has a password already."""
    token = Invitations(tools.database, tools.person_keys).link_token(person, tools.clock.now())
    if token is None:
        return _CHOSEN
    base = (os.environ.get(WEB_URL) or USUAL_WEB).rstrip("/")
    return f"{base}/invitations/{token}"
