"""Wording by a language model: what it is told, and what of its words may count."""
