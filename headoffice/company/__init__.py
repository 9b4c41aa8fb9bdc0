"""Sellers show who they are by the company's own accounts (OpenID Connect), to set a PIN on a tablet."""
