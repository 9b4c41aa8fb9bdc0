"""Tools of the repository: set-up and the checks that no ready-made linter offers."""
