"""What of a scenario is met in words: its facts told, given back, its remedies offered."""
