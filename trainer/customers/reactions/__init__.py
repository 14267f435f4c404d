"""How the caller takes what was said to them, and what still troubles them."""
