"""Pure rules and values of clienteling: no input/output, no database, no Qt.

Both programs import this package, so that a tablet folding a pending operation and head office
applying the same operation run the same function and cannot disagree.
"""
