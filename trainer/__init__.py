"""Training simulator for Japanese contact centres: customers, scoring, and a case library."""
