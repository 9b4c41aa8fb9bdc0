"""When head office has seen a newer state of this tablet than the tablet has of itself.

Its files were copied and the copy has been in touch, or they were put back from a backup. Both may hold work that the
other one does not, and neither can know which of the two it is. So whoever is told becomes a tablet of its own: what it
saved is offered again as it is (head office knows what it has), and the rows are downloaded anew.
"""

from __future__ import annotations

import logging

from clienteling.sync.errors import Cancelled
from clienteling.sync.link import Link
from clienteling.sync.pairing import split_request
from clienteling.wire.credentials import Credentials
from clienteling.wire.messages import FORMER_KEYS_LIMIT, FormerKey, VouchRequest
from clienteling.wire.proof import vouch_text

_log = logging.getLogger(__name__)


def split(link: Link) -> None:
    """Get another identity and go on under it. Raises ``SyncError``; the same again, later, ends in the same identity.

    The order is what makes it safe to be killed anywhere: the key is on disk before head office hears of it, the
    rows are given up before the identity changes, and that is one transaction.
    """
    origin = _held(link)
    # Not the key of a split that was asked for with one key alone: head office would give that one's answer.
    key = link.journal.key_for("split work" if origin.standing else "split")
    standing = link.journal.key_for("split standing") if origin.standing else None
    answer = link.head_office.split(split_request(origin.device_id, key, standing), link.watch)
    link.replica.distrust()
    link.journal.become(answer.device_id, answer.replica_id, key, answer.fence, standing)
    link.head_office.use(_held(link))
    link.replica_id = answer.replica_id
    _log.warning("sync.split")


def vouch(link: Link) -> None:
    """What was saved here under former keys is this tablet's: head office hears so before it is sent any of it."""
    keys = link.journal.former_keys()
    if not keys:
        return
    mine = _held(link).key.public()
    told = [FormerKey(replica, key.public(), key.sign(vouch_text(replica, mine))) for replica, key in keys]
    link.head_office.vouch(VouchRequest(tuple(told[-FORMER_KEYS_LIMIT:])), link.watch)
    link.journal.vouched()


def _held(link: Link) -> Credentials:
    held = link.journal.load()
    if held is None:
        raise Cancelled  # whoever exchanges has credentials; they were taken away meanwhile
    return held


def step_back(link: Link) -> bool:
    """Head office does not know this identity: its database may be older than the split. Go on under the one before.

    False when there was none. Whoever else goes on under that one makes this tablet split anew.
    """
    earlier = link.journal.step_back()
    if earlier is None:
        return False
    link.head_office.use(earlier)
    link.replica_id = earlier.replica_id
    _log.warning("sync.stepped_back")
    return True
