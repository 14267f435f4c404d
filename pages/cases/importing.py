"""事例の取り込み."""

from trainer.ui.frame import title

title("事例の取り込み")
