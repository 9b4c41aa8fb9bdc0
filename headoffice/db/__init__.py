"""Head office's database: tables, opening, migrations, epoch."""
