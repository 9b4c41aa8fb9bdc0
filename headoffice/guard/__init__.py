"""Who may see what: the policy in force, and what leaves head office by it."""
