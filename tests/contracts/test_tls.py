"""The real tablet and the real service over TLS, with a company's own authority."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from clienteling.domain import operations as op
from clienteling.domain.ids import new_id
from clienteling.sync import errors
from clienteling.sync.transport import CA_FILE, Http
from headoffice.app import create_app
from headoffice.cli.serve import tls_context
from tests.contracts.service import Service
from tests.contracts.test_refusals import quiet
from tests.contracts.worlds import ServiceWorld
from tests.sync.world import Saved

ONE_DATABASE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
_DAYS = datetime.timedelta(days=2)


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: str, signer: ec.EllipticCurvePrivateKey, *, authority: bool
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    named = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in (name, issuer)]
    made = x509.CertificateBuilder().subject_name(named[0]).issuer_name(named[1]).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - _DAYS).not_valid_after(now + _DAYS)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = made.add_extension(usage, critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    made = made.add_extension(issued_by, critical=False)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return made.sign(signer, hashes.SHA256())


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """Return an authority of our own, and a certificate for this machine with its key."""
    root, leaf = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    pem = serialization.Encoding.PEM
    private = leaf.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    held = {
        "authority": _certificate("Authority", root, "Authority", root, authority=True).public_bytes(pem),
        "certificate": _certificate("localhost", leaf, "Authority", root, authority=False).public_bytes(pem),
        "key": private,
    }
    for name, content in held.items():
        (tmp_path / f"{name}.pem").write_bytes(content)
    return {name: tmp_path / f"{name}.pem" for name in held}


@contextmanager
def over_tls(service: Service, papers: dict[str, Path]) -> Iterator[str]:
    """The service once more, over TLS: where it listens."""
    config = uvicorn.Config(
        create_app(service.engine),
        port=0,
        log_config=None,
        ws="none",
        ssl_certfile=papers["certificate"],
        ssl_keyfile=papers["key"],
        ssl_context_factory=tls_context,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="service over TLS")
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"https://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


class Way:
    """Nothing stands between."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.troubles: object = None
        self.only = ""
        self.passed: list[str] = []


@ONE_DATABASE
def test_a_tablet_that_trusts_the_companys_authority_exchanges_over_tls(
    service: Service, papers: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with over_tls(service, papers) as address:
        world = ServiceWorld(tmp_path / "tablet", service, Way(address))  # type: ignore[arg-type]  # nothing to trouble
        try:
            with pytest.raises(errors.Untrusted):
                world.enrol(service.code())
            monkeypatch.setenv(CA_FILE, str(papers["authority"]))
            world.enrol(service.code())
            world.engine.exchange()
            known = service.customer_ids(world.scope)[0]
            world.save(Saved(op.NoteAdd(known, "Over TLS"), new_id()))
            assert world.engine.exchange().results == {"applied": 1}
            world.assert_converged()
            http = Http(address, {})
            answer = http.send("GET", "/v1/health", quiet)
            http.close()
            assert answer.headers["strict-transport-security"].startswith("max-age=")
        finally:
            world.close()


@ONE_DATABASE
def test_nothing_older_than_tls_1_2_is_spoken(service: Service, papers: dict[str, Path]) -> None:
    with over_tls(service, papers) as address:
        port = int(address.rpartition(":")[2])
        for newest, spoken in ((ssl.TLSVersion.TLSv1_2, True), (ssl.TLSVersion.TLSv1_1, False)):
            context = ssl.create_default_context(cafile=str(papers["authority"]))
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            with pytest.warns(DeprecationWarning, match="TLSv1_1") if not spoken else _nothing():
                context.minimum_version = context.maximum_version = newest
            with socket.create_connection(("localhost", port)) as line:
                if spoken:
                    with context.wrap_socket(line, server_hostname="localhost") as safe:
                        assert safe.version() == "TLSv1.2"
                else:
                    with pytest.raises((ssl.SSLError, OSError)):
                        context.wrap_socket(line, server_hostname="localhost")


@contextmanager
def _nothing() -> Iterator[None]:
    yield
