"""Words and facts as data: loaders here, the data beside them, each folder with its SOURCES.toml."""
