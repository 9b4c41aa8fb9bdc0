"""Any profile document, for tests that must hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from clienteling.domain.customer import (
    BookEntry,
    ConsentRecord,
    ContactPoint,
    Customer,
    FieldValue,
    Identifier,
    ImportantDate,
    Insight,
    Loyalty,
    Preference,
    Proposal,
    Relationship,
    Summary,
    Tag,
)
from clienteling.domain.fields import FIELDS
from clienteling.domain.provenance import Provenance

ids = st.integers(0, 40).map(lambda n: f"{n:032x}")
# PostgreSQL stores no NUL, and nothing can carry half a surrogate pair; the rules let neither in.
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
wholes = st.integers(-(2**62), 2**62)
provenances = st.builds(
    Provenance,
    st.sampled_from(["seller", "customer", "source"]),
    texts,
    st.sampled_from(["store", "web", "phone", "import"]),
    wholes,
    ids | st.just(""),
    ids | st.just(""),
    ids | st.just(""),
)


def _parts(part: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, max_size=4, unique_by=lambda p: p.id).map(tuple)


contacts = st.builds(
    ContactPoint,
    ids,
    st.sampled_from(["email", "phone", "address", "social"]),
    texts,
    provenances,
    texts,
    st.booleans(),
    wholes,
)
consents = st.builds(
    ConsentRecord,
    ids,
    st.sampled_from(["service", "marketing"]),
    st.sampled_from(["email", "sms"]),
    st.sampled_from(["pending", "granted", "withdrawn"]),
    provenances,
    st.lists(ids, max_size=3).map(tuple),
    texts,
    texts,
    texts,
    texts,
    texts,
)
identifiers = st.lists(
    st.builds(Identifier, texts, st.sampled_from(["web_account", "pos"]), texts, provenances),
    max_size=4,
    unique_by=lambda i: (i.source, i.kind, i.value),
).map(tuple)


def customers(eid: str, version: int) -> st.SearchStrategy[Customer]:
    """Documents of one customer at one version."""
    return st.builds(
        Customer,
        st.just(eid),
        st.just(version),
        st.dictionaries(st.sampled_from(sorted(FIELDS)), st.builds(FieldValue, texts, provenances, wholes), max_size=5),
        identifiers,
        _parts(contacts),
        _parts(consents),
        _parts(st.builds(Preference, ids, texts, texts, provenances, wholes)),
        _parts(
            st.builds(
                ImportantDate,
                ids,
                st.sampled_from(["birthday", "other"]),
                st.integers(1, 12),
                st.integers(1, 28),
                provenances,
                st.integers(0, 2000),
                texts,
                wholes,
            )
        ),
        _parts(st.builds(Tag, ids, texts, provenances)),
        _parts(st.builds(BookEntry, ids, ids, st.sampled_from(["primary", "secondary"]), provenances)),
        _parts(st.builds(Relationship, ids, texts, texts, provenances, ids | st.just(""))),
        _parts(st.builds(Proposal, ids, texts, texts, provenances)),
        st.none() | st.builds(Loyalty, texts, texts, texts, wholes, texts, wholes, texts),
        st.builds(Summary, wholes, last_purchase_store=ids, orders_web=wholes, rfm=texts),
        st.lists(st.builds(Insight, texts, st.dictionaries(texts, texts, max_size=2), texts), max_size=3).map(tuple),
        st.just("") | ids,
    )
