"""事例の確認."""

from trainer.ui.frame import title

title("事例の確認")
