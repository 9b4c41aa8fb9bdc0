"""What a yes is said to: our own wordings, which every head office knows."""

from __future__ import annotations

from typing import Any

from clienteling.domain.customer import ConsentPurpose
from clienteling.domain.notices import Shown, in_force, shown_in


def shown(purpose: ConsentPurpose = "marketing", language: str = "es") -> Shown:
    """The wording as somebody saw it."""
    return shown_in(in_force([], purpose), language)


def claim(purpose: ConsentPurpose = "marketing", language: str = "es") -> dict[str, Any]:
    """The same as fields of a ``ConsentSet``."""
    seen = shown(purpose, language)
    return {
        "notice": seen.notice,
        "notice_version": seen.edition,
        "language": seen.language,
        "wording": seen.sha256,
    }
