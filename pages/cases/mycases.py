"""自分の棚."""

from trainer.ui.frame import title

title("自分の棚")
