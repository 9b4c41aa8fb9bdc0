"""What a customer may ask for (GDPR, chapter III): to see everything, to take their data along, to be erased.

``requests`` knows who asked and who agreed: two people for each. ``access`` gathers all that is held, ``paper`` and
``portable`` write it down, ``erasing`` erases.
"""
