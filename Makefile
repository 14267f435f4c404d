# The words of the house; CI calls the same ones.
.PHONY: run check test walks eval eval-model bench train

run:
	uv run streamlit run streamlit_app.py

check:
	uv run ruff check .
	uv run ruff format --check .
	uv run mypy
	uv run python -m trainer check

test:
	uv run pytest

# 200 random calls for each scenario (the tests walk 20): about ten minutes.
walks:
	WALKS=200 uv run pytest tests/customers/test_walks.py

eval:
	uv run python -m trainer.language.training.evaluation

# How much a language model's second look at the acts helps; needs one to be set up (docs/llm.md).
N ?= 100
eval-model:
	uv run python -m trainer.opinions.reading_evaluation -n $(N)

train:
	uv run python -m trainer.language.training.train

bench:
	uv run python -m tests.bench
