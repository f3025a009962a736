"""The corpus of coded sentences: its notation, its readers and its checks."""
