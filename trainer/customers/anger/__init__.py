"""How angry the caller is, and what it does to the call."""
