"""What older versions of the app saved, corrected and sent again by this one."""

from __future__ import annotations

import msgspec

from clienteling.domain import operations as op
from clienteling.domain.errors import RejectNumber
from clienteling.store.tablet import Tablet
from clienteling.store.values import Draft
from tests.store.people import DAY, NOW, oid
from tests.store.test_journal import ANA, rejected, save


def test_what_schema_1_saved_is_corrected_in_the_schema_in_use(tablet: Tablet) -> None:
    (call,) = save(tablet, Draft(op.InteractionLog(ANA.id, "call", NOW, "Hello"), oid("call")))
    old = msgspec.Raw(msgspec.json.encode({"customer": ANA.id, "kind": "call", "text": "Hello"}))
    body = msgspec.json.encode(msgspec.structs.replace(call, args=old, op_schema=1))
    with tablet.journal.database.writing() as connection:
        connection.exec_driver_sql("UPDATE operation SET body = ?", (body,))
    tablet.journal.record([rejected(call, RejectNumber.SCHEMA_TOO_OLD)], "f")
    (again,) = tablet.journal.send_again(call.op_id, None, NOW + DAY)
    assert (again.op_schema, again.corrects) == (op.OP_SCHEMA, call.op_id)
    assert op.decode_args(again) == op.InteractionLog(ANA.id, "call", NOW, "Hello")


def test_a_yes_of_an_app_that_told_no_wording_stays_one_when_it_is_sent_again(tablet: Tablet) -> None:
    yes = op.ConsentSet(oid("yes"), "marketing", "sms", "granted", language="es")
    (saved,) = save(tablet, Draft(yes, ANA.id, 1))
    for schema, again_in in ((3, 3), (2, 3), (op.OP_SCHEMA, op.OP_SCHEMA)):
        body = msgspec.json.encode(msgspec.structs.replace(saved, op_schema=schema))
        with tablet.journal.database.writing() as connection:
            connection.exec_driver_sql("UPDATE operation SET body = ? WHERE op_id = ?", (body, saved.op_id))
        tablet.journal.record([rejected(saved, RejectNumber.NO_SUCH_ENTITY)], "f")
        (saved,) = tablet.journal.send_again(saved.op_id, None, NOW + DAY)
        assert (saved.op_schema, op.decode_args(saved)) == (again_in, yes)
