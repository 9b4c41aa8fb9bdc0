"""What codes are called in the language in use: fields, contacts, preferences, operations, channels, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clienteling.domain.fields import FIELDS
from clienteling.ui.format import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clienteling.domain.catalogue import PreferenceDef
    from clienteling.domain.provenance import Provenance


def field_label(key: str) -> str:
    """Label of a profile field."""
    return tr("Fields", FIELDS[key].label) if key in FIELDS else key


def contact_kind(kind: str) -> str:
    """E-mail, phone, address, social."""
    return {
        "email": tr("Words", "E-mail"),
        "phone": tr("Words", "Phone"),
        "address": tr("Words", "Address"),
        "social": tr("Words", "Social handle"),
    }.get(kind, kind)


def date_kind(kind: str) -> str:
    """Birthday, anniversary ..."""
    return {
        "birthday": tr("Words", "Birthday"),
        "anniversary": tr("Words", "Anniversary"),
        "wedding": tr("Words", "Wedding"),
        "child": tr("Words", "Child's birthday"),
        "other": tr("Words", "Important date"),
    }.get(kind, kind)


def purpose(code: str) -> str:
    """What a consent is for."""
    return {
        "service": tr("Words", "Service"),
        "marketing": tr("Words", "Offers and news"),
        "profiling": tr("Words", "Personal advice"),
        "events": tr("Words", "Invitations"),
    }.get(code, code)


def consent_channel(code: str) -> str:
    """Means of a consent."""
    return {
        "email": tr("Words", "E-mail"),
        "sms": tr("Words", "Text message"),
        "whatsapp": tr("Words", "WhatsApp"),
        "call": tr("Words", "Phone call"),
        "post": tr("Words", "Post"),
    }.get(code, code)


def consent_state(code: str) -> str:
    """State of a consent."""
    return {
        "unknown": tr("Words", "Not asked"),
        "pending": tr("Words", "Waiting for confirmation"),
        "granted": tr("Words", "Allowed"),
        "withdrawn": tr("Words", "Refused"),
        "expired": tr("Words", "Expired, ask again"),
    }.get(code, code)


def tier(code: str) -> str:
    """Loyalty tier as shown; a tier of the company's own is shown as it is."""
    return {
        "new": tr("Words", "New"),
        "silver": tr("Words", "Silver"),
        "gold": tr("Words", "Gold"),
        "platinum": tr("Words", "Platinum"),
    }.get(code.lower(), code)


def preference_label(defs: Iterable[PreferenceDef], key: str, language: str) -> str:
    """Label of a preference in ``language``, else English, else its key."""
    for definition in defs:
        if definition.key == key:
            return definition.labels.get(language) or definition.labels.get("en") or key
    return key


def preference_value(defs: Iterable[PreferenceDef], key: str, value: str, language: str) -> str:
    """Value of a preference in ``language``; free text as it was typed."""
    for definition in defs:
        if definition.key == key:
            labels = definition.value_labels.get(value, {})
            return labels.get(language) or labels.get("en") or value
    return value


def channel(code: str) -> str:
    """Where something was said."""
    return {
        "store": tr("Words", "In store"),
        "web": tr("Words", "Web shop"),
        "phone": tr("Words", "By phone"),
        "message": tr("Words", "By message"),
        "email": tr("Words", "By e-mail"),
        "service": tr("Words", "Service desk"),
        "newsletter": tr("Words", "Newsletter"),
        "import": tr("Words", "Imported"),
        "head_office": tr("Words", "Head office"),
    }.get(code, code)


def source(name: str) -> str:
    """A system that delivered a value; systems we know by name get a human one."""
    return {
        "webshop": tr("Words", "Web shop"),
        "pos": tr("Words", "Till"),
        "newsletter": tr("Words", "Newsletter"),
        "service_desk": tr("Words", "Service desk"),
        "crm": tr("Words", "Head office"),
    }.get(name, name)


def who(by: Provenance, sellers: Mapping[str, str]) -> str:
    """Who said so: a seller's name, the customer, or a system."""
    if by.actor_kind == "seller":
        return sellers.get(by.actor) or tr("Words", "A former seller")
    if by.actor_kind == "customer":
        return tr("Words", "The customer")
    return source(by.actor)


def where(by: Provenance, stores: Mapping[str, str]) -> str:
    """On which channel, and in which store: "In store Centro"."""
    store = stores.get(by.store, "")
    if by.channel == "store" and store:
        return tr("Words", "In store %1").replace("%1", store)
    return channel(by.channel)


def operation(kind: str) -> str:
    """What kind of enrichment an operation is."""
    return {
        "customer.create": tr("Words", "New customer"),
        "field.set": tr("Words", "Details"),
        "contact.add": tr("Words", "New contact"),
        "contact.correct": tr("Words", "Contact corrected"),
        "contact.remove": tr("Words", "Contact removed"),
        "preference.set": tr("Words", "Preference"),
        "preference.remove": tr("Words", "Preference removed"),
        "consent.set": tr("Words", "Consent"),
        "tag.add": tr("Words", "Tag"),
        "tag.remove": tr("Words", "Tag removed"),
        "book.add": tr("Words", "Added to client book"),
        "book.remove": tr("Words", "Removed from client book"),
        "date.set": tr("Words", "Important date"),
        "date.remove": tr("Words", "Important date removed"),
        "proposal.decide": tr("Words", "Decision"),
        "note.add": tr("Words", "Note"),
        "note.edit": tr("Words", "Note changed"),
        "note.remove": tr("Words", "Note removed"),
        "followup.create": tr("Words", "Follow-up"),
        "followup.edit": tr("Words", "Follow-up changed"),
        "followup.complete": tr("Words", "Follow-up done"),
        "followup.cancel": tr("Words", "Follow-up dismissed"),
        "followup.reopen": tr("Words", "Follow-up opened again"),
        "interaction.log": tr("Words", "Contact noted"),
    }.get(kind, kind)


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
    """Label of a part of an operation that can be corrected."""
    return {
        "value": tr("Words", "Value"),
        "text": tr("Words", "Text"),
        "due": tr("Words", "Day"),
        "day": tr("Words", "Day"),
        "month": tr("Words", "Month"),
        "year": tr("Words", "Year"),
        "label": tr("Words", "Label"),
        "tag": tr("Words", "Tag"),
        "outcome": tr("Words", "Outcome"),
        "fields": tr("Words", "Details"),
    }.get(name, name)


def customer_name(name: str, web_account: str = "") -> str:
    """A customer's name, or what stands for it when nobody knows it."""
    if name:
        return name
    if web_account:
        return tr("Words", "Web account %1").replace("%1", web_account)
    return tr("Words", "Customer without a name")
