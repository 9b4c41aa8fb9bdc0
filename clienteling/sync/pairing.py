"""The two keys of a tablet: what it tells head office of them.

One is shown while the tablet is locked, and lies on it without a PIN; it is good for nothing with data in it. The other
one lies in the journal, and is worked with.
"""

from __future__ import annotations

import logging

from clienteling.sync import errors
from clienteling.sync.link import Link
from clienteling.wire.credentials import Credentials
from clienteling.wire.device_key import DeviceKey
from clienteling.wire.key_messages import WorkKeyRequest
from clienteling.wire.messages import SplitRequest
from clienteling.wire.proof import key_text, pair_text

_log = logging.getLogger(__name__)


def work_key_request(device_id: str, key: DeviceKey, standing: DeviceKey) -> WorkKeyRequest:
    """That ``device_id``, which has had the key ``standing`` for everything, works with ``key`` from now on."""
    word = standing.sign(pair_text(key.public(), standing.public()))
    return WorkKeyRequest(key.public(), key.sign(key_text(device_id, key.public())), word)


def split_request(device_id: str, key: DeviceKey, standing: DeviceKey | None) -> SplitRequest:
    """The wish of ``device_id`` for an identity of its own, under these keys."""
    signature = key.sign(key_text(device_id, key.public()))
    if standing is None:
        return SplitRequest(key=key.public(), signature=signature)
    word = standing.sign(pair_text(key.public(), standing.public()))
    return SplitRequest("", key.public(), signature, standing.public(), word)


def pair(link: Link) -> None:
    """Get a key to work with for a tablet that has one key for everything. Raises ``SyncError``.

    Killed anywhere it goes on: the key is on disk before head office hears of it, and head office takes it once more.
    """
    mine = link.journal.load()
    if mine is None or mine.standing is not None:
        return
    key = link.journal.key_for("work")
    try:
        link.head_office.work_key(work_key_request(mine.device_id, key, mine.key), link.watch)
    except errors.NotFound:
        return  # a head office that knows of one: asked again with every exchange, for it may be updated at any time
    link.journal.work_with(key)
    link.head_office.use(_held(link))
    _log.info("keys.two")


def _held(link: Link) -> Credentials:
    held = link.journal.load()
    if held is None:
        raise errors.Cancelled  # whoever exchanges has credentials; they were taken away meanwhile
    return held
