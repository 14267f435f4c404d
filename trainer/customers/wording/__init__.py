"""Which of the wordings of one thing is said."""
