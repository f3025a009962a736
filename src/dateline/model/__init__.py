"""The nouns of Dateline: frozen values, standard library only."""
