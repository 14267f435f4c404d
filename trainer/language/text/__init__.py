"""Text as such: spelling, words, sentences, clauses, values."""
