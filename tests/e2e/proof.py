"""Reading head office: is each enrichment of the tour there, exactly once, with its provenance?"""

from __future__ import annotations

from typing import Any

from tools.processes import head_office

KINDS = ("note", "preference", "consent", "tag", "contact", "date", "follow_up", "new_customer")


def _whole(by: dict[str, Any] | None) -> bool:
    """Whether provenance says who, when, where and by which operation."""
    return bool(by) and all(by.get(part) for part in ("actor", "at", "store", "device", "op_id")) if by else False


def _entry(kind: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "at_head_office": len(found),
        "provenance": bool(found) and all(_whole(f["by"]) for f in found),
    }


def prove(database: str, customer: str) -> list[dict[str, Any]]:
    """One entry per kind: ``{"kind", "at_head_office" (how often), "provenance" (complete or not)}``."""
    shown = head_office(database, "show", "customer", customer)
    person, history = shown["customer"], shown["history"]
    found = {
        "note": [n for n in history.get("note", []) if n["text"].startswith("Loves the new collection")],
        "preference": [p for p in person["preferences"] if p["value"] == "Tour & Sons"],
        "consent": [c for c in person["consents"] if c["state"] == "withdrawn" and c["by"]["actor_kind"] == "seller"],
        "tag": [t for t in person["tags"] if t["tag"] == "tour guest"],
        "contact": [c for c in person["contacts"] if c["value"] == "tour.guest@example.com"],
        "date": [d for d in person["dates"] if (d["month"], d["day"], d["year"]) == (5, 17, 0)],
        "follow_up": [f for f in history.get("followup", []) if f["text"] == "Call about the coat"],
    }
    entries = [_entry(kind, rows) for kind, rows in found.items()]
    named = head_office(database, "find", "name", typed="Nuria Peña Tour\n")["customers"]
    people = [head_office(database, "show", "customer", c["id"])["customer"] for c in named]
    return [*entries, _entry("new_customer", [p["fields"]["name"] for p in people])]
