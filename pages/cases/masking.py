"""個人情報の確認."""

from trainer.ui.frame import title

title("個人情報の確認")
