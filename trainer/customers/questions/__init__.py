"""What the operator asks, and what the caller answers."""
