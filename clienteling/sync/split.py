"""When head office has seen a newer state of this tablet than the tablet has of itself.

Its files were copied and the copy has been in touch, or they were put back from a backup. Both may hold work that the
other one does not, and neither can know which of the two it is. So whoever is told becomes a tablet of its own: what it
saved is offered again as it is (head office knows what it has), and the rows are downloaded anew.
"""

from __future__ import annotations

import hashlib
import logging

from clienteling.sync.link import Link
from clienteling.wire.messages import SplitRequest

_log = logging.getLogger(__name__)


def split(link: Link) -> None:
    """Get another identity and go on under it. Raises ``SyncError``; the same again, later, ends in the same identity.

    The order is what makes it safe to be killed anywhere: the token is on disk before head office hears of it, the
    rows are given up before the identity changes, and that is one transaction.
    """
    token = link.journal.token_for("split")
    request = SplitRequest(hashlib.sha256(token.encode()).hexdigest())
    answer = link.head_office.split(request, link.watch)
    link.replica.distrust()
    link.journal.become(answer.device_id, answer.replica_id, token, answer.fence)
    link.head_office.use_token(token)
    link.replica_id = answer.replica_id
    _log.warning("sync.split")


def step_back(link: Link) -> bool:
    """Head office does not know this identity: its database may be older than the split. Go on under the one before.

    False when there was none. Whoever else goes on under that one makes this tablet split anew.
    """
    earlier = link.journal.step_back()
    if earlier is None:
        return False
    link.head_office.use_token(earlier.token)
    link.replica_id = earlier.replica_id
    _log.warning("sync.stepped_back")
    return True
