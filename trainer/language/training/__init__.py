"""Labelled data, learning and measuring. Needed when the readers are trained, never in a call."""
