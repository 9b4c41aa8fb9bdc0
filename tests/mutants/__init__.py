"""Proof that the tests see the rules: each rule of the protocol is broken once, and a test must fail for it.

``python -m tests.mutants`` applies each mutant to a copy of the sources, never to the sources, and runs the tests named
with it. Add a mutant with every rule: the smallest change that takes the rule away, and the test that notices.
"""
