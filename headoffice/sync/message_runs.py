"""One text to several customers: the messages of a run are counted, and no more are taken than the policy allows.

A tablet does not offer what its policy forbids; here it is enforced. What was refused is set aside with the rest that
is refused: it was written, so people should look at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from clienteling.domain.errors import Rejected, RejectNumber
from clienteling.domain.ids import is_id
from clienteling.domain.message_run import may_several
from clienteling.domain.operations import InteractionLog, Operation, decode_args
from headoffice.db.bulk import among
from headoffice.db.sync_tables import message_runs
from headoffice.db.tables import sellers
from headoffice.guard.policies import in_force
from headoffice.sync.facts import Sender


class MessageRuns:
    """The runs that some operations belong to, locked until the transaction ends: two tablets that say to be of one
    take turns.
    """

    def __init__(self, conn: Connection, sender: Sender, operations: Sequence[Operation], now: int) -> None:
        self._conn = conn
        self._messages: Counter[str] = Counter()
        self._more: Counter[str] = Counter()
        self._most: Mapping[str, int] = {}
        said = {run: op.actor for op in operations if (run := run_of(op))}
        if said:
            self._begin(sender, said, now)
            self._most = _most_of(conn, set(said.values()) | {op.actor for op in operations if run_of(op)})

    def _begin(self, sender: Sender, said: Mapping[str, str], now: int) -> None:
        insert = insert_postgresql if self._conn.dialect.name == "postgresql" else insert_sqlite
        rows = [
            {"id": run, "store_id": sender.store, "actor": actor if is_id(actor) else "", "begun_at": now}
            for run, actor in sorted(said.items())
        ]
        self._conn.execute(insert(message_runs).on_conflict_do_nothing(), rows)
        c = message_runs.c
        held = select(c.id, c.messages).where(among(self._conn, c.id, said)).order_by(c.id).with_for_update()
        self._messages.update({row.id: row.messages for row in self._conn.execute(held)})

    def check(self, args: InteractionLog, actor: str, so_far: int) -> None:
        """Raises ``Rejected`` when one more message of its run is too many; ``so_far``: those of its group."""
        most = self._most.get(actor, 0)
        written = self._messages[args.run] + self._more[args.run] + so_far
        if not may_several(most) or written >= most:
            raise Rejected(
                RejectNumber.TOO_MANY_MESSAGES,
                "One text went to more customers than your role may write to at a time. Ask head office.",
            )

    def count(self, more: Mapping[str, int]) -> None:
        """These were taken."""
        self._more.update(more)

    def forget(self) -> None:
        """What was counted since the last ``flush`` was not taken."""
        self._more.clear()

    def flush(self) -> None:
        """Write down what was counted."""
        rows = [{"run": run, "more": more} for run, more in sorted(self._more.items()) if more]
        if rows:
            c = message_runs.c
            added = update(message_runs).where(c.id == bindparam("run")).values(messages=c.messages + bindparam("more"))
            self._conn.execute(added, rows)
        self._messages.update(self._more)
        self._more.clear()


def run_of(op: Operation) -> str:
    """The run that an operation says to be of; empty when it does not, or nothing of this shape."""
    if op.kind != "interaction.log" or b'"run"' not in bytes(op.args):
        return ""
    try:
        args = decode_args(op)
    except Rejected:
        return ""  # refused where it is applied
    return args.run if isinstance(args, InteractionLog) and is_id(args.run) else ""


def _most_of(conn: Connection, actors: Iterable[str]) -> dict[str, int]:
    """Seller -> to how many customers they may write at a time."""
    ids = [actor for actor in actors if is_id(actor)]
    policy = in_force(conn)
    roles = conn.execute(select(sellers.c.id, sellers.c.role).where(among(conn, sellers.c.id, ids)))
    return {row.id: policy.most_messages(row.role) for row in roles}
