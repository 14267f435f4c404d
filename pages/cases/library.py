"""事例集."""

from trainer.ui.frame import title

title("事例集")
