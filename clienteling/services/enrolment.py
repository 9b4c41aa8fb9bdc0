"""Making this tablet one of the company's: a one-time code, then the first download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from clienteling.services.context import Clock
    from clienteling.store.tablet import Tablet

EnrolmentState = Literal["none", "downloading", "ready"]


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far the first download is. ``seconds_left`` is -1 while it cannot be told."""

    rows: int
    total_rows: int
    bytes: int
    total_bytes: int
    seconds_left: int


class Enrolment:
    """Enrolling and the first download. Both can be interrupted at any moment and go on."""

    def __init__(self, tablet: Tablet, clock: Clock) -> None:
        """``clock`` gives ms since 1970 (UTC)."""
        raise NotImplementedError

    def state(self) -> EnrolmentState:
        """none: no credentials; downloading: enrolled, the first download is not complete; ready: sign in."""
        raise NotImplementedError

    def enrol(
        self,
        address: str,
        code: str,
        device_name: str,
        progress: Callable[[DownloadProgress], None],
        cancel: Callable[[], bool],
    ) -> None:
        """Enrol and download. Raises ``EnrolmentFailed``; a code is used up only when its credentials are on disk."""
        raise NotImplementedError

    def resume(self, progress: Callable[[DownloadProgress], None], cancel: Callable[[], bool]) -> None:
        """Go on with an interrupted first download. Raises ``EnrolmentFailed``."""
        raise NotImplementedError
