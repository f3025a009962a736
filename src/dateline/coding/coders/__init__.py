"""Coders: who says which words of a sentence are an event or a state. `protocol` is the seam, `frames` one coder."""
