"""Words and phrases that a supervisor can read and add to (YAML), and what reads them."""
