"""What people see: the entry, the frame around every page, and drawing helpers."""
