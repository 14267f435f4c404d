"""What the operator asks for, offers or promises, and how the caller takes it."""
