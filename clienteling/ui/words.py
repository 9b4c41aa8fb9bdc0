"""What codes are called in the language in use: fields, contacts, preferences, operations, channels, people."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from clienteling.domain.fields import FIELDS
from clienteling.ui.format import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.domain.provenance import Provenance


FIELD_LABELS = (
    QT_TRANSLATE_NOOP("Fields", "Name"),
    QT_TRANSLATE_NOOP("Fields", "Given name"),
    QT_TRANSLATE_NOOP("Fields", "Family name"),
    QT_TRANSLATE_NOOP("Fields", "Form of address"),
    QT_TRANSLATE_NOOP("Fields", "Gender"),
    QT_TRANSLATE_NOOP("Fields", "Language"),
    QT_TRANSLATE_NOOP("Fields", "Home store"),
    QT_TRANSLATE_NOOP("Fields", "Company"),
    QT_TRANSLATE_NOOP("Fields", "Occupation"),
)
"""Labels of ``domain.fields.FIELDS``, where the collector of translations sees them; a test keeps the list complete."""

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn what follows them round, or end that."""
_NOT_FROM_LEFT: Final = re.compile("[^\0-\N{ARMENIAN HYPHEN}]")
"""Letters after those of Latin, Greek and Cyrillic, found at once: most names have none."""


def field_label(key: str) -> str:
    """Label of a profile field."""
    return QCoreApplication.translate("Fields", FIELDS[key].label) if key in FIELDS else key


def contact_kind(kind: str) -> str:
    """E-mail, phone, address, social."""
    return {
        "email": translate("Words", "E-mail"),
        "phone": translate("Words", "Phone"),
        "address": translate("Words", "Address"),
        "social": translate("Words", "Social handle"),
    }.get(kind, kind)


def date_kind(kind: str) -> str:
    """Birthday, anniversary ..."""
    return {
        "birthday": translate("Words", "Birthday"),
        "anniversary": translate("Words", "Anniversary"),
        "wedding": translate("Words", "Wedding"),
        "child": translate("Words", "Child's birthday"),
        "other": translate("Words", "Important date"),
    }.get(kind, kind)


def purpose(code: str) -> str:
    """What a consent is for."""
    return {
        "service": translate("Words", "Service"),
        "marketing": translate("Words", "Offers and news"),
        "profiling": translate("Words", "Personal advice"),
        "events": translate("Words", "Invitations"),
    }.get(code, code)


def consent_channel(code: str) -> str:
    """Means of a consent."""
    return {
        "email": translate("Words", "E-mail"),
        "sms": translate("Words", "Text message"),
        "whatsapp": translate("Words", "WhatsApp"),
        "call": translate("Words", "Phone call"),
        "post": translate("Words", "Post"),
    }.get(code, code)


def consent_state(code: str) -> str:
    """State of a consent."""
    return {
        "unknown": translate("Words", "Not asked"),
        "pending": translate("Words", "Waiting for confirmation"),
        "granted": translate("Words", "Allowed"),
        "withdrawn": translate("Words", "Refused"),
        "expired": translate("Words", "Expired, ask again"),
    }.get(code, code)


def tier(code: str) -> str:
    """Loyalty tier as shown; a tier of the company's own is shown as it is."""
    return {
        "new": translate("Words", "New"),
        "silver": translate("Words", "Silver"),
        "gold": translate("Words", "Gold"),
        "platinum": translate("Words", "Platinum"),
    }.get(code.lower(), code)


def label_in(labels: Mapping[str, str], language: str, otherwise: str) -> str:
    """The label in ``language``, else English, else ``otherwise``."""
    return labels.get(language) or labels.get("en") or otherwise


def preference_label(defs: Iterable[PreferenceDef], key: str, language: str) -> str:
    """Label of a preference in ``language``, else English, else its key."""
    for definition in defs:
        if definition.key == key:
            return label_in(definition.labels, language, key)
    return key


def preference_value(defs: Iterable[PreferenceDef], key: str, value: str, language: str) -> str:
    """Value of a preference in ``language``; free text as it was typed."""
    for definition in defs:
        if definition.key == key:
            return label_in(definition.value_labels.get(value, {}), language, value)
    return value


def channel(code: str) -> str:
    """Where something was said."""
    return {
        "store": translate("Words", "In store"),
        "web": translate("Words", "Web shop"),
        "phone": translate("Words", "By phone"),
        "message": translate("Words", "By message"),
        "email": translate("Words", "By e-mail"),
        "service": translate("Words", "Service desk"),
        "newsletter": translate("Words", "Newsletter"),
        "import": translate("Words", "Imported"),
        "head_office": translate("Words", "Head office"),
    }.get(code, code)


def source(name: str) -> str:
    """A system that delivered a value; systems we know by name get a human one."""
    return {
        "webshop": translate("Words", "Web shop"),
        "pos": translate("Words", "Till"),
        "newsletter": translate("Words", "Newsletter"),
        "service_desk": translate("Words", "Service desk"),
        "crm": translate("Words", "Head office"),
    }.get(name, name)


def who(by: Provenance, sellers: Mapping[str, str]) -> str:
    """Who said so: a seller's name, the customer, or a system."""
    if by.actor_kind == "seller":
        return isolated(sellers.get(by.actor, "")) or translate("Words", "A former seller")
    if by.actor_kind == "customer":
        return translate("Words", "The customer")
    return source(by.actor)


def where(by: Provenance, stores: Mapping[str, str]) -> str:
    """On which channel, and in which store: "In store Centro"."""
    store = stores.get(by.store, "")
    if by.channel == "store" and store:
        return translate("Words", "In store %1").replace("%1", isolated(store))
    return channel(by.channel)


def operation(kind: str) -> str:
    """What kind of enrichment an operation is."""
    return {
        "customer.create": translate("Words", "New customer"),
        "field.set": translate("Words", "Details"),
        "contact.add": translate("Words", "New contact"),
        "contact.correct": translate("Words", "Contact corrected"),
        "contact.remove": translate("Words", "Contact removed"),
        "contact.reveal": translate("Words", "Contact shown"),
        "preference.set": translate("Words", "Preference"),
        "preference.remove": translate("Words", "Preference removed"),
        "consent.set": translate("Words", "Consent"),
        "consent.evidence": translate("Words", "Signature"),
        "tag.add": translate("Words", "Tag"),
        "tag.remove": translate("Words", "Tag removed"),
        "book.add": translate("Words", "Added to client book"),
        "book.remove": translate("Words", "Removed from client book"),
        "date.set": translate("Words", "Important date"),
        "date.remove": translate("Words", "Important date removed"),
        "proposal.decide": translate("Words", "Decision"),
        "merge.ask": translate("Words", "Same person?"),
        "merge.take_back": translate("Words", "Same person: taken back"),
        "merge.approve": translate("Words", "Same person: one profile"),
        "merge.refuse": translate("Words", "Same person: left apart"),
        "note.add": translate("Words", "Note"),
        "note.edit": translate("Words", "Note changed"),
        "note.remove": translate("Words", "Note removed"),
        "followup.create": translate("Words", "Follow-up"),
        "followup.edit": translate("Words", "Follow-up changed"),
        "followup.complete": translate("Words", "Follow-up done"),
        "followup.cancel": translate("Words", "Follow-up dismissed"),
        "followup.reopen": translate("Words", "Follow-up opened again"),
        "interaction.log": translate("Words", "Contact noted"),
        "interaction.remove": translate("Words", "Contact taken back"),
    }.get(kind, kind)


def merge_reason(code: str) -> str:
    """Why two profiles are taken for one person's."""
    return {
        "same_contact": translate("Words", "Same phone or e-mail"),
        "same_card": translate("Words", "Same loyalty card"),
        "same_name": translate("Words", "Same name"),
        "customer_said": translate("Words", "The customer said so"),
    }.get(code, code)


def lookup_reason(code: str) -> str:
    """Why a customer of another store is looked for; a reason of the company's own is shown as it is."""
    return {
        "in_store": translate("Words", "They are here in the store"),
        "phone_call": translate("Words", "They are on the phone"),
        "service": translate("Words", "A service case"),
        "order": translate("Words", "An order of theirs"),
    }.get(code, code.replace("_", " ").capitalize())


def subject(target: str, code: str, defs: Iterable[PreferenceDef], language: str) -> str:
    """What two values disagree about; ``target`` and ``code`` as in ``services.sync_centre.ConflictItem``."""
    what = target.partition(":")[0]
    if what == "field":
        return field_label(code)
    if what == "contact":
        return contact_kind(code)
    if what == "date":
        return date_kind(code)
    return preference_label(defs, code, language)


def inside_sentence(label: str) -> str:
    """A label as it stands in the middle of a sentence: lower case unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def argument(name: str) -> str:
    """Label of a part of an operation that can be corrected; ``fields.<key>`` is a field of a new customer."""
    if name.startswith("fields."):
        return field_label(name.partition(".")[2])
    return {
        "value": translate("Words", "Value"),
        "text": translate("Words", "Text"),
        "due": translate("Words", "Day"),
        "day": translate("Words", "Day"),
        "month": translate("Words", "Month"),
        "year": translate("Words", "Year"),
        "label": translate("Words", "Label"),
        "tag": translate("Words", "Tag"),
        "outcome": translate("Words", "Outcome"),
        "fields": translate("Words", "Details"),
    }.get(name, name)


def isolated(name: str) -> str:
    """A name as it stands among other words: neither its letters nor marks of direction in it turn them round."""
    foreign = _NOT_FROM_LEFT.findall(name)
    if not foreign:
        return name
    alone = _TURNING.sub("", name)
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in foreign):
        return f"\N{FIRST STRONG ISOLATE}{alone}\N{POP DIRECTIONAL ISOLATE}"
    return alone


def customer_name(name: str, web_account: str = "") -> str:
    """A customer's name, or what stands for it when nobody knows it."""
    if name:
        return isolated(name)
    if web_account:
        return translate("Words", "Web account %1").replace("%1", web_account)
    return translate("Words", "Customer without a name")


def gender(code: str) -> str:
    """What the customer told us about their gender."""
    return {
        "female": translate("Words", "Female"),
        "male": translate("Words", "Male"),
        "other": translate("Words", "Another"),
        "": translate("Words", "Not told"),
    }.get(code, code)
