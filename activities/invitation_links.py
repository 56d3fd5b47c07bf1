"""The link by which a person who was registered by a list chooses a password: made when its mail is sent."""

from uuid import UUID

from activities.tools import Tools
from store.invitations import Invitations


def invitation_link(tools: Tools, person: UUID, url: str) -> str | None:
    """The link below `url`, good from now on; None for whoever has a password already."""
    token = Invitations(tools.database, tools.person_keys).link_token(person, tools.clock.now())
    return None if token is None else f"{url}/invitations/{token}"
