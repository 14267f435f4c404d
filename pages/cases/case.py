"""事例."""

from trainer.ui.frame import title

title("事例")
