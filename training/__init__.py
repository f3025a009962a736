"""From the corpus to the trained coder's weights; nothing here is imported at run time."""
