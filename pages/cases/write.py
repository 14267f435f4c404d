"""事例を書く."""

from trainer.ui.frame import title

title("事例を書く")
