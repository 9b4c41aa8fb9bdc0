"""Making this tablet one of the company's: a one-time code against credentials."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import msgspec

from clienteling.domain.operations import OP_SCHEMA
from clienteling.sync import errors
from clienteling.sync.address import normal_address
from clienteling.sync.link import never, unwatched
from clienteling.sync.ports import CredentialStore
from clienteling.sync.transport import Http, decode, json_headers
from clienteling.wire.codes import normal_code
from clienteling.wire.credentials import Credentials
from clienteling.wire.messages import SNAPSHOT_SCHEMA, EnrolAnswer, EnrolRequest, RecoveryKeyAnswer
from clienteling.wire.proof import enrol_text, pair_text

CODE_LIMIT = 200
NAME_LIMIT = 100
KEY_BYTES = 32


def enrol(
    address: str,
    code: str,
    device_name: str,
    store: CredentialStore,
    app_version: str,
    cancelled: Callable[[], bool] = never,
    *,
    recovery: str = "",
    key_store: str = "",
) -> Credentials:
    """Enrol at ``address`` (as typed) and keep the credentials, on disk before this returns.

    ``recovery`` and ``key_store``: see ``EnrolRequest``.

    When the answer is lost, the same code works again from this tablet: it shows the same key.

    Raises ``BadAddress``, ``WrongCode``, ``Offline``, ``Untrusted``, ``NotHeadOffice``, ``UpgradeNeeded``, ``Busy``,
    ``Corrupt`` or ``Cancelled``, each with a sentence that says what to do.
    """
    base = normal_address(address)
    code = code.strip()
    if not code or len(code) > CODE_LIMIT or not code.isprintable():
        raise errors.WrongCode

    def watch(silence: float, received: int) -> None:
        del silence, received
        if cancelled():
            raise errors.Cancelled

    name = "".join(c for c in device_name if c.isprintable()).strip()[:NAME_LIMIT]
    occasion = hashlib.sha256(normal_code(code).encode()).hexdigest()
    # Not the key that an app with one key has asked with ("enrol:"): head office would answer as it did then.
    key, standing = store.key_for(f"work:{occasion}"), store.key_for(f"standing:{occasion}")
    signature = key.sign(enrol_text(normal_code(code), key.public()))
    request = EnrolRequest(
        code,
        name,
        app_version,
        OP_SCHEMA,
        SNAPSHOT_SCHEMA,
        key=key.public(),
        signature=signature,
        recovery=recovery,
        key_store=key_store,
        standing_key=standing.public(),
        standing_signature=standing.sign(pair_text(key.public(), standing.public())),
    )
    body = msgspec.json.encode(request)
    http = Http(base, {"User-Agent": f"Clienteling/{app_version}", **json_headers(body)})
    try:
        answer = decode(http.send("POST", "/v1/enrol", watch, body=body), EnrolAnswer)
    except (errors.NotFound, errors.Corrupt) as error:
        raise errors.NotHeadOffice from error
    finally:
        http.close()
    place = (answer.store, answer.company)
    credentials = Credentials(base, answer.device_id, answer.replica_id, key, *place, standing=standing)
    store.save(credentials, answer.fence)
    return credentials


def office_key(address: str, app_version: str) -> bytes:
    """Head office's public key for the journals of lost tablets, also for one that was locked out.

    ``address`` as in the credentials. Raises ``SyncError``.
    """
    http = Http(address, {"User-Agent": f"Clienteling/{app_version}"})
    try:
        said = decode(http.send("GET", "/v1/recovery-key", unwatched), RecoveryKeyAnswer).key
        return _raw(said)
    finally:
        http.close()


def _raw(said: str) -> bytes:
    try:
        key = base64.b64decode(said, validate=True)
    except ValueError as error:
        raise errors.Corrupt from error
    if len(key) != KEY_BYTES:
        raise errors.Corrupt
    return key
