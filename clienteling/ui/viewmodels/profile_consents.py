"""Consents of the open profile: purposes down, channels across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from clienteling.domain.customer import ConsentChannel, ConsentPurpose
from clienteling.ui import words

if TYPE_CHECKING:
    from clienteling.services.profiles import ProfileView

CHANNELS: Final[tuple[str, ...]] = get_args(ConsentChannel)
PURPOSES: Final[tuple[str, ...]] = get_args(ConsentPurpose)
ICONS: Final = {
    "email": "envelope-simple",
    "sms": "chat-circle-text",
    "whatsapp": "whatsapp-logo",
    "call": "phone",
    "post": "envelope",
}
_SHOWN: Final = {"granted": "allowed", "withdrawn": "refused"}


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One purpose. ``looks`` (allowed, refused, unknown) and ``stateTexts`` go with the channels; so does ``waiting``,
    which holds "yes" where the last answer is on its way.
    """

    key: str
    heading: str
    looks: tuple[str, ...]
    stateTexts: tuple[str, ...]
    waiting: tuple[str, ...]


def channel_names() -> list[str]:
    """The channels as columns."""
    return [words.consent_channel(channel) for channel in CHANNELS]


def channel_icons() -> list[str]:
    """Their icons."""
    return [ICONS[channel] for channel in CHANNELS]


def rows(view: ProfileView) -> list[ConsentRow]:
    """The grid; a cell nobody asked about says so."""
    states = {(str(purpose), str(channel)): state for (purpose, channel), state in view.consents.items()}
    on_way = {(r.purpose, r.channel) for r in view.customer.consents if r.by.op_id and r.by.op_id in view.pending}
    made = []
    for purpose in PURPOSES:
        held = [states.get((purpose, channel), "unknown") for channel in CHANNELS]
        made.append(
            ConsentRow(
                purpose,
                words.purpose(purpose),
                tuple(_SHOWN.get(state, "unknown") for state in held),
                tuple(words.consent_state(state) for state in held),
                tuple("yes" if (purpose, channel) in on_way else "" for channel in CHANNELS),
            )
        )
    return made
