# The words of the house; CI calls the same ones.
.PHONY: run check test eval bench train

run:
	uv run streamlit run streamlit_app.py

check:
	uv run ruff check .
	uv run ruff format --check .
	uv run mypy
	uv run python -m trainer check

test:
	uv run pytest

eval:
	uv run python -m trainer.language.evaluation

train:
	uv run python -m trainer.language.training

bench:
	uv run python -m tests.bench
