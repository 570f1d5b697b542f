"""What the pipeline knows before it reads an article: the ontology and the authority, read once."""
