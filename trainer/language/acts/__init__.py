"""What an operator does with words: the dialogue acts, and what is known of them from their surroundings."""
