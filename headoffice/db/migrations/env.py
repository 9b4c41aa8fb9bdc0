"""Run by Alembic. Migrations import nothing of the program: they must mean the same in ten years."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
