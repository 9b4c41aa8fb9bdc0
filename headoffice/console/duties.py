"""What each role of head office may do at the console: pure data. What may be seen of a customer by then, says the
policy in force (``domain.policy``).
"""

from __future__ import annotations

from typing import Literal, get_args

OfficeRole = Literal["regional", "analyst", "admin"]
OFFICE_ROLES: tuple[OfficeRole, ...] = get_args(OfficeRole)
Duty = Literal["customers", "campaigns", "figures"]

DUTIES: dict[OfficeRole, tuple[Duty, ...]] = {
    "regional": ("customers", "campaigns"),
    "analyst": ("figures",),
    "admin": (),
}
"""Role -> what it is there for. Whatever is not named is not there for them; what an admin does is done by command."""
