"""The door to the customer voice."""
