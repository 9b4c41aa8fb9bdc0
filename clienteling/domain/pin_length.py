"""How long a PIN is: by itself, because the first screen shows as many dots before anything else is loaded."""

from __future__ import annotations

LENGTH = 6
