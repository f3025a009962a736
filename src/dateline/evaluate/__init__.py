"""Measure what Dateline gives against gold files: figures, a confusion table, and every miss by class."""

from dateline.evaluate.gold import TASKS, Gold, read_gold, texts_of
from dateline.evaluate.scorers import SCORERS
from dateline.evaluate.tally import Miss, Tally

__all__ = ["SCORERS", "TASKS", "Gold", "Miss", "Tally", "read_gold", "texts_of"]
