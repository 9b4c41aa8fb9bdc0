"""Head office over HTTP: one method per message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from clienteling.domain.pin import PinReset
from clienteling.sync import errors
from clienteling.sync.ports import Page, Watch
from clienteling.sync.showing import Showing
from clienteling.sync.transport import Answer, Http, decode, json_headers
from clienteling.wire.credentials import Credentials
from clienteling.wire.erasure_messages import ErasedAnswer, ErasedQuery
from clienteling.wire.image_messages import Image
from clienteling.wire.key_messages import WorkKeyAnswer, WorkKeyRequest
from clienteling.wire.messages import (
    CHANGES_LIMIT,
    RECEIPT_HEADER,
    AppliedAnswer,
    AppliedReport,
    ChangesAnswer,
    DeviceAnswer,
    DeviceReport,
    LookupAnswer,
    LookupRequest,
    Manifest,
    PushAnswer,
    PushRequest,
    QuarantineAnswer,
    QuarantineReport,
    RecoveryAnswer,
    SellerSignIn,
    SellerSignInAnswer,
    ShardPage,
    ShardsAnswer,
    SplitAnswer,
    SplitRequest,
    StandingAnswer,
    VouchAnswer,
    VouchRequest,
)
from clienteling.wire.pin_messages import (
    CompanyOffer,
    CompanyPoll,
    CompanyPollAnswer,
    CompanySignIn,
    CompanySignInAnswer,
    NewPin,
    PinHelp,
    PinHelpAnswer,
    PinResetsAnswer,
    PinResetsRequest,
)
from clienteling.wire.support_messages import ValuesTaken, ValuesTakenAnswer

_SCOPE = "/v1/scopes/{scope}"


def _scope_path(scope: str) -> str:
    return f"/v1/scopes/{quote(scope, safe=':')}"


class HttpHeadOffice:
    """``ports.HeadOffice`` over HTTP."""

    def __init__(self, credentials: Credentials, app_version: str) -> None:
        self._http = Showing(self._connected(credentials.address, f"Clienteling/{app_version}"), credentials)
        self._receipt_wanted = ""

    def _connected(self, address: str, app: str) -> Http:
        return Http(address, {"User-Agent": app})

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _post(self, path: str, message: msgspec.Struct | dict[str, Any], watch: Watch) -> Answer:
        body = msgspec.json.encode(message)
        return self._http.send("POST", path, watch, body=body, headers=json_headers(body))

    def device(self, report: DeviceReport, watch: Watch) -> DeviceAnswer:
        """See ``ports.HeadOffice``."""
        said = self._post("/v1/device", report, watch)
        answer = decode(said, DeviceAnswer)
        self._receipt_wanted = said.headers.get(RECEIPT_HEADER.lower(), "")
        return answer

    def receipt_wanted(self) -> str:
        """See ``ports.HeadOffice``."""
        return self._receipt_wanted

    def erased(self, query: ErasedQuery, watch: Watch) -> ErasedAnswer:
        """See ``ports.HeadOffice``. Raises ``NotFound`` when head office is older."""
        return decode(self._post("/v1/device/erased", query, watch), ErasedAnswer)

    def applied(self, report: AppliedReport, watch: Watch) -> AppliedAnswer:
        """See ``ports.HeadOffice``."""
        return decode(self._post("/v1/device/applied", report, watch), AppliedAnswer)

    def quarantine(self, report: QuarantineReport, watch: Watch) -> QuarantineAnswer:
        """See ``ports.HeadOffice``."""
        return decode(self._post("/v1/device/quarantine", report, watch), QuarantineAnswer)

    def values_taken(self, message: ValuesTaken, watch: Watch) -> ValuesTakenAnswer:
        """Have it written down that refused work is about to be saved in a file, with what it says."""
        return decode(self._post("/v1/device/quarantine/values", message, watch), ValuesTakenAnswer)

    def split(self, request: SplitRequest, watch: Watch) -> SplitAnswer:
        """See ``ports.HeadOffice``."""
        return decode(self._post("/v1/device/split", request, watch), SplitAnswer)

    def vouch(self, request: VouchRequest, watch: Watch) -> VouchAnswer:
        """See ``ports.HeadOffice``."""
        return decode(self._post("/v1/device/keys", request, watch), VouchAnswer)

    def work_key(self, request: WorkKeyRequest, watch: Watch) -> WorkKeyAnswer:
        """See ``ports.HeadOffice``."""
        return decode(self._post("/v1/device/work-key", request, watch), WorkKeyAnswer)

    def use(self, credentials: Credentials) -> None:
        """See ``ports.HeadOffice``."""
        self._http.use(credentials)

    def keyed(self) -> bool:
        """See ``ports.HeadOffice``."""
        return self._http.keyed()

    def sign_in(self, request: SellerSignIn, watch: Watch) -> SellerSignInAnswer:
        """What head office says to a PIN."""
        return decode(self._post("/v1/sellers/sign-in", request, watch), SellerSignInAnswer)

    def pin_help(self, request: PinHelp, watch: Watch) -> PinHelpAnswer:
        """What head office says to a manager who wants to help with a PIN."""
        return decode(self._post("/v1/sellers/pin-help", request, watch), PinHelpAnswer)

    def set_pin(self, request: NewPin, watch: Watch) -> SellerSignInAnswer:
        """Set the PIN a seller chose. Raises ``WrongCode`` when the leave for it is used up or too old."""
        return decode(self._post("/v1/sellers/pin", request, watch), SellerSignInAnswer)

    def pin_resets(self, seller: str, watch: Watch) -> tuple[PinReset, ...]:
        """When this seller's PIN was set anew lately; a head office that does not know the question never did."""
        try:
            said = self._post("/v1/sellers/pin-resets", PinResetsRequest(seller), watch)
        except errors.NotFound:
            return ()
        return decode(said, PinResetsAnswer).resets

    def look_up(self, request: LookupRequest, watch: Watch) -> LookupAnswer:
        """Customers of other stores, as a seller may see them."""
        return decode(self._post("/v1/lookup", request, watch), LookupAnswer)

    def company_offer(self, watch: Watch) -> bool:
        """Whether sellers may show who they are by an account of the company. Raises ``NotFound`` when it is older."""
        return decode(self._http.send("GET", "/v1/sellers/company-account", watch), CompanyOffer).offered

    def company_sign_in(self, request: CompanySignIn, watch: Watch) -> CompanySignInAnswer:
        """Begin it."""
        return decode(self._post("/v1/sellers/company-sign-in", request, watch), CompanySignInAnswer)

    def company_poll(self, request: CompanyPoll, watch: Watch) -> CompanyPollAnswer:
        """How it stands."""
        return decode(self._post("/v1/sellers/company-sign-in/poll", request, watch), CompanyPollAnswer)

    def recovery(self, watch: Watch) -> str:
        """What this tablet gave head office to keep. Raises ``NotFound`` when only a PIN opens it (any more)."""
        return decode(self._post("/v1/device/recovery", {}, watch), RecoveryAnswer).recovery

    def standing(self, watch: Watch) -> StandingAnswer:
        """Whether this tablet is still one of the company's. Raises ``Revoked``."""
        return decode(self._http.send("GET", "/v1/device/standing", watch), StandingAnswer)

    def push(self, request: PushRequest, watch: Watch) -> PushAnswer:
        """See ``ports.HeadOffice``."""
        sent = {name: getattr(request, name) for name in request.__struct_fields__}
        sent["operations"] = [op.encoded() for op in request.operations]
        return decode(self._post("/v1/push", sent, watch), PushAnswer)

    def changes(self, scope: str, epoch: str, after: int, etag: str, watch: Watch) -> Page:
        """See ``ports.HeadOffice``."""
        query: dict[str, str | int] = {"epoch": epoch, "after": after, "limit": CHANGES_LIMIT}
        headers = {"If-None-Match": etag} if etag else {}
        path, route = f"{_scope_path(scope)}/changes", f"{_SCOPE}/changes"
        answer = self._http.send("GET", path, watch, query=query, headers=headers, route=route)
        if answer.status == 304:
            if not etag:
                raise errors.Corrupt
            return Page(None, etag)
        return Page(decode(answer, ChangesAnswer), answer.headers.get("etag", ""))

    def shards(self, scope: str, epoch: str, watch: Watch) -> ShardsAnswer:
        """See ``ports.HeadOffice``."""
        answer = self._http.send("GET", f"{_scope_path(scope)}/shards", watch, query={"epoch": epoch})
        return decode(answer, ShardsAnswer)

    def shard(self, scope: str, n: int, epoch: str, after: tuple[str, str], watch: Watch) -> ShardPage:
        """See ``ports.HeadOffice``."""
        query = {"epoch": epoch, "after_type": after[0], "after_id": after[1]}
        return decode(self._http.send("GET", f"{_scope_path(scope)}/shards/{n}", watch, query=query), ShardPage)

    def manifest(self, scope: str, watch: Watch) -> Manifest:
        """See ``ports.HeadOffice``."""
        path, route = f"{_scope_path(scope)}/snapshot", f"{_SCOPE}/snapshot"
        return decode(self._http.send("GET", path, watch, route=route), Manifest)

    def chunk(self, scope: str, snapshot_id: str, n: int, limit: int, watch: Watch) -> bytes:
        """See ``ports.HeadOffice``."""
        path = f"{_scope_path(scope)}/snapshot/{quote(snapshot_id, safe='')}/chunks/{n}"
        route = f"{_SCOPE}/snapshot/{{id}}/chunks/{{n}}"
        return _packed(self._http.send("GET", path, watch, cap=limit, route=route))

    def image(self, form: str, snapshots: Sequence[str], watch: Watch) -> Image:
        """See ``ports.HeadOffice``. Raises ``NotFound`` when head office is older than images."""
        query = {"form": form, "snapshots": ",".join(snapshots)}
        return decode(self._http.send("GET", "/v1/images", watch, query=query), Image)

    def piece(self, image_id: str, n: int, limit: int, watch: Watch) -> bytes:
        """See ``ports.HeadOffice``."""
        path = f"/v1/images/{quote(image_id, safe='')}/pieces/{n}"
        return _packed(self._http.send("GET", path, watch, cap=limit, route="/v1/images/{id}/pieces/{n}"))


def _packed(answer: Answer) -> bytes:
    """What is zstd by itself, and must not be packed once more."""
    if answer.headers.get("content-encoding", "") not in ("", "identity"):
        raise errors.Corrupt
    return answer.body
