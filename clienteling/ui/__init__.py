"""The screen: view-models in Python, screens and house controls in QML."""
